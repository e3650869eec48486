"""The order of the stages. Only the modules of this package know all the rooms."""

from xlsreport.forms import builtin_forms, find_form, load_form
from xlsreport.pipeline.archiving import Archived, Request, archive_period
from xlsreport.pipeline.checking import check_files, checked_json
from xlsreport.pipeline.consolidating import Options, consolidate_workspace
from xlsreport.pipeline.desk import Desk, open_desk
from xlsreport.pipeline.documents import documents_of_record
from xlsreport.pipeline.explaining import Contribution, Explanation, explain
from xlsreport.pipeline.history import history, write_history
from xlsreport.pipeline.importing import Imported, import_period
from xlsreport.pipeline.issuing import issue, new_example, new_workspace
from xlsreport.pipeline.publishing import publish
from xlsreport.pipeline.reporting import Reports, report_of
from xlsreport.pipeline.reporting_each import report_each
from xlsreport.pipeline.reproducing import Reproduced, keep_reproduced, refuse_archive, reproduce
from xlsreport.pipeline.returning import Sent, remind, send_back
from xlsreport.pipeline.verifying import Discrepancy, Verification, language_of, verify
from xlsreport.writing.figures import as_text
from xlsreport.writing.history import notes as history_notes

__all__ = [
    "Archived",
    "Contribution",
    "Desk",
    "Discrepancy",
    "Explanation",
    "Imported",
    "Options",
    "Reports",
    "Reproduced",
    "Request",
    "Sent",
    "Verification",
    "archive_period",
    "as_text",
    "builtin_forms",
    "check_files",
    "checked_json",
    "consolidate_workspace",
    "documents_of_record",
    "explain",
    "find_form",
    "history",
    "history_notes",
    "import_period",
    "issue",
    "keep_reproduced",
    "language_of",
    "load_form",
    "new_example",
    "new_workspace",
    "open_desk",
    "publish",
    "refuse_archive",
    "remind",
    "report_each",
    "report_of",
    "reproduce",
    "send_back",
    "verify",
    "write_history",
]
