"""The order of the stages. Only the modules of this package know all the rooms."""

from typing import TYPE_CHECKING

from xlsreport.on_demand import names_on_demand

if TYPE_CHECKING:
    from xlsreport.forms import builtin_forms, find_form, language_of_form, load_form
    from xlsreport.pipeline.archiving import Archived, Request, archive_period
    from xlsreport.pipeline.checking import check_files, checked_json
    from xlsreport.pipeline.consolidating import Options, consolidate_workspace
    from xlsreport.pipeline.desk import Desk, open_desk
    from xlsreport.pipeline.documents import documents_of_record
    from xlsreport.pipeline.explaining import Contribution, Explanation, explain
    from xlsreport.pipeline.history import history, write_history
    from xlsreport.pipeline.importing import Imported, import_period
    from xlsreport.pipeline.issuing import issue, new_example, new_workspace
    from xlsreport.pipeline.preparing import prepared_crew, prepared_crew_of
    from xlsreport.pipeline.publishing import publish
    from xlsreport.pipeline.reporting import Reports, report_of
    from xlsreport.pipeline.reporting_each import report_each
    from xlsreport.pipeline.reproducing import Reproduced, keep_reproduced, refuse_archive, reproduce
    from xlsreport.pipeline.returning import Sent, remind, send_back
    from xlsreport.pipeline.verifying import Discrepancy, Verified, language_of, verify
    from xlsreport.writing.figures import as_text
    from xlsreport.writing.history import notes as history_notes
else:
    names_on_demand(
        __name__,
        {
            "xlsreport.forms": "builtin_forms, find_form, language_of_form, load_form",
            "xlsreport.pipeline.archiving": "Archived, Request, archive_period",
            "xlsreport.pipeline.checking": "check_files, checked_json",
            "xlsreport.pipeline.consolidating": "Options, consolidate_workspace",
            "xlsreport.pipeline.desk": "Desk, open_desk",
            "xlsreport.pipeline.documents": "documents_of_record",
            "xlsreport.pipeline.explaining": "Contribution, Explanation, explain",
            "xlsreport.pipeline.history": "history, write_history",
            "xlsreport.pipeline.importing": "Imported, import_period",
            "xlsreport.pipeline.issuing": "issue, new_example, new_workspace",
            "xlsreport.pipeline.preparing": "prepared_crew, prepared_crew_of",
            "xlsreport.pipeline.publishing": "publish",
            "xlsreport.pipeline.reporting": "Reports, report_of",
            "xlsreport.pipeline.reporting_each": "report_each",
            "xlsreport.pipeline.reproducing": "Reproduced, keep_reproduced, refuse_archive, reproduce",
            "xlsreport.pipeline.returning": "Sent, remind, send_back",
            "xlsreport.pipeline.verifying": "Discrepancy, Verified, language_of, verify",
            "xlsreport.writing.figures": "as_text",
            "xlsreport.writing.history": "notes as history_notes",
        },
    )

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
    "Verified",
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
    "language_of_form",
    "load_form",
    "new_example",
    "new_workspace",
    "open_desk",
    "prepared_crew",
    "prepared_crew_of",
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
