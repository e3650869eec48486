"""The order of the stages. Only the modules of this package know all the rooms."""

from xlsreport.forms import builtin_forms, find_form, load_form
from xlsreport.pipeline.checking import check_files, checked_json
from xlsreport.pipeline.consolidating import Options, consolidate_workspace
from xlsreport.pipeline.desk import Desk, open_desk
from xlsreport.pipeline.explaining import Contribution, Explanation, explain
from xlsreport.pipeline.issuing import issue, new_example, new_workspace
from xlsreport.pipeline.publishing import publish
from xlsreport.pipeline.reporting import report_of
from xlsreport.pipeline.reporting_each import Reports, report_each
from xlsreport.pipeline.returning import Sent, remind, send_back
from xlsreport.writing.figures import as_text

__all__ = [
    "Contribution",
    "Desk",
    "Explanation",
    "Options",
    "Reports",
    "Sent",
    "as_text",
    "builtin_forms",
    "check_files",
    "checked_json",
    "consolidate_workspace",
    "explain",
    "find_form",
    "issue",
    "load_form",
    "new_example",
    "new_workspace",
    "open_desk",
    "publish",
    "remind",
    "report_each",
    "report_of",
    "send_back",
]
