"""What a consolidation or one workbook leaves for people: `output/`, `reports/` and single reports.

What belongs here asks `writing` for bytes and moves them into place; no figure is judged here.
"""
