"""N: the prose against the tables."""

from xlsreport.checking.narrative.prose import Told, check_prose
from xlsreport.checking.narrative.tables import Tables

__all__ = ["Tables", "Told", "check_prose"]
