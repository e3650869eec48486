"""`xlsreport menu`: what a coordinator does in a year, chosen by a number and a plain question or two.

What belongs here asks and shows; the work itself is done by the other commands, each run as its own command line.
"""
