"""Checking a form itself, before anybody fills it: all that is wrong with its three files, at once.

What belongs here: reading a form as far as it can be read (`*_reading`, each mistake mended in memory so that the
next is found), and judgements over what was read, each a function that yields `FormFault`s and opens nothing. Loading
refuses with the first mistake; here the same refusals are collected. Witnesses, mended and annotated copies too.
"""

from xlsreport.forms.checking.check import CheckedForm, check_form
from xlsreport.forms.checking.collected import in_template
from xlsreport.forms.checking.formulas import fillings
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.checking.milp import available as proves_rules
from xlsreport.forms.checking.other_program import disagreements, unstored

__all__ = [
    "CheckedForm",
    "Inspected",
    "check_form",
    "disagreements",
    "fillings",
    "in_template",
    "proves_rules",
    "unstored",
]
