"""An ordinary workbook becomes the first draft of a form: what of it is to be filled, added up, checked and reported.

What belongs here guesses, from labels, blanks and borders alone, and says of each guess that it is one.
"""
