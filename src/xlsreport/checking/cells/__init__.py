"""What single cells say: typed numbers, units, dates, blanks, figures carried over or corrected by agreement.

What belongs here judges one cell by its own field of the form.
"""
