"""N: what the texts of a report say, against its tables, against themselves, and against what no text may hold.

What belongs here reads sentences by the form's own vocabulary (`[prose]` in form.toml) and the small words of its
language; a figure that may mean two things is left alone.
"""

from xlsreport.checking.narrative.prose import ProseInputs, check_prose
from xlsreport.checking.narrative.still_out import awaiting
from xlsreport.checking.narrative.tables import Tables

__all__ = ["ProseInputs", "Tables", "awaiting", "check_prose"]
