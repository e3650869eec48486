"""Tables that a coordinator fills or reads beside the summary: blank roster, blank decisions, a bag's contents.

What belongs here is a workbook that a person keeps by hand, or that lists what a bag holds.
"""
