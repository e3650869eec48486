"""The bag of a year: made, imported, verified, laid out again, reproduced and compared.

What belongs here says what goes into a bag and what is done with one; how a bag is written and checked is the
business of `xlsreport.archive`.
"""
