"""What shows only when all departments lie side by side: shared texts, copied tables, figures far from all others.

What belongs here takes all submissions that count, and is near-linear in their number.
"""
