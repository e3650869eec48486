"""What the form computes: its formulas as they came, its rules, and the explanations that answer them.

What belongs here holds a cell against a formula or a rule of the form; which cell is to blame is told in `locate`.
"""
