"""N: the prose against the tables."""

from xlsreport.checking.narrative.prose import ProseInputs, check_prose
from xlsreport.checking.narrative.tables import Tables

__all__ = ["ProseInputs", "Tables", "check_prose"]
