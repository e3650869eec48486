"""How values, days, places and standings are put into words, the same in every output.

What belongs here returns text and opens no document, so that every output says the same thing in the same words.
"""
