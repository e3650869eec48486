"""The order of the stages. Only the modules of this package know all the rooms."""

from xlsreport.pipeline.checking import check_files
from xlsreport.pipeline.consolidating import Options, consolidate_workspace
from xlsreport.pipeline.desk import Desk, open_desk
from xlsreport.pipeline.explaining import Contribution, Explanation, explain
from xlsreport.pipeline.issuing import issue, new_workspace
from xlsreport.pipeline.publishing import publish
from xlsreport.pipeline.reporting import report_of

__all__ = [
    "Contribution",
    "Desk",
    "Explanation",
    "Options",
    "check_files",
    "consolidate_workspace",
    "explain",
    "issue",
    "new_workspace",
    "open_desk",
    "publish",
    "report_of",
]
