"""A copy of the form, made part by part: what is typed, stored and marked is written into the author's own XML.

No workbook is written anew here: a part that nothing is written into stays byte for byte as its author left it.
"""
