"""Reviews become joined figures, exactly. What belongs here says how cells of many become one; it opens nothing."""

from xlsreport.consolidation.figures import Values, join
from xlsreport.consolidation.whole import consolidate, consolidate_both

__all__ = ["Values", "consolidate", "consolidate_both", "join"]
