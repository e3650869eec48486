"""The order of the stages. Only the modules of this package know all the rooms."""

from typing import TYPE_CHECKING

from xlsreport.on_demand import names_on_demand

if TYPE_CHECKING:
    from xlsreport.forms import builtin_forms, find_form, language_of_form, load_form
    from xlsreport.forms.checking import CheckedForm
    from xlsreport.mailing.collected import CollectedMail, MailFate
    from xlsreport.mailing.sent import LetterFate
    from xlsreport.mailing.smtp import HandedIn
    from xlsreport.model.wording import as_text
    from xlsreport.model.workbook import UNKNOWN
    from xlsreport.pipeline.archiving.archive_period import ArchiveRequest, ArchiveResult, archive_period
    from xlsreport.pipeline.archiving.copy_bag import copy_bag, refuse_bad_address
    from xlsreport.pipeline.archiving.documents import documents_of_record
    from xlsreport.pipeline.archiving.import_period import ImportResult, import_period
    from xlsreport.pipeline.archiving.publication import publication_line
    from xlsreport.pipeline.archiving.reproduce import ReproductionResult, refuse_archive, reproduce
    from xlsreport.pipeline.archiving.take_reports import take_reports
    from xlsreport.pipeline.archiving.verify import Discrepancy, Verification, language_of, verify
    from xlsreport.pipeline.authoring.backtest import backtest, backtest_json, backtest_lines
    from xlsreport.pipeline.authoring.diff_forms import diff_forms, diff_json, diff_lines, write_map
    from xlsreport.pipeline.authoring.new_form import new_form
    from xlsreport.pipeline.check import check_files, checked_json
    from xlsreport.pipeline.cluster.crew_of import cluster_notes, crew_of
    from xlsreport.pipeline.consolidate import Options, consolidate_workspace
    from xlsreport.pipeline.doctor import Checkup, Health, checkups
    from xlsreport.pipeline.documents.compare import compare_report, comparison_json, comparison_lines
    from xlsreport.pipeline.explanation import Contribution, Explanation, explain
    from xlsreport.pipeline.form_check import (
        checked_form,
        form_findings_json,
        github_lines,
        write_annotated,
        write_fixed,
        write_witnesses,
    )
    from xlsreport.pipeline.json_answers import explanation_json, history_json, rules_json, verification_json
    from xlsreport.pipeline.levels import consolidated_with_nodes
    from xlsreport.pipeline.outbox.issue import issue, new_example, new_workspace
    from xlsreport.pipeline.outbox.rounds import OutboxResult
    from xlsreport.pipeline.outbox.send_back import remind, send_back
    from xlsreport.pipeline.output.accept import accept
    from xlsreport.pipeline.output.final_outputs import archived_note, refuse_over_final
    from xlsreport.pipeline.output.publish import publish
    from xlsreport.pipeline.output.report import Reports, report_of
    from xlsreport.pipeline.output.report_each import report_each
    from xlsreport.pipeline.output.status import SeasonStatus, status_of
    from xlsreport.pipeline.post.collect import CollectionResult, CollectRequest, collect
    from xlsreport.pipeline.post.drafts import Draft, RoundKind
    from xlsreport.pipeline.post.fetch import fetch
    from xlsreport.pipeline.post.matters import sender_of
    from xlsreport.pipeline.post.plan import SendPlan, send_plan
    from xlsreport.pipeline.post.send import SendResult, send
    from xlsreport.pipeline.prepare import prepared_crew
    from xlsreport.pipeline.start import start_period
    from xlsreport.pipeline.working import put_back, working_in, workspace_around
    from xlsreport.pipeline.workspace import PeriodWorkspace, open_workspace_at
    from xlsreport.pipeline.years.history import history, write_history
    from xlsreport.writing.history import named as history_named
    from xlsreport.writing.history import notes as history_notes
    from xlsreport.writing.wording.season import DepartmentStatus, standing_in_words
    from xlsreport.writing.wording.stages import stage_text
else:
    names_on_demand(
        __name__,
        {
            "xlsreport.forms": "builtin_forms, find_form, language_of_form, load_form",
            "xlsreport.pipeline.archiving.archive_period": "ArchiveRequest, ArchiveResult, archive_period",
            "xlsreport.pipeline.archiving.take_reports": "take_reports",
            "xlsreport.pipeline.authoring.backtest": "backtest, backtest_json, backtest_lines",
            "xlsreport.pipeline.authoring.diff_forms": "diff_forms, diff_json, diff_lines, write_map",
            "xlsreport.pipeline.authoring.new_form": "new_form",
            "xlsreport.pipeline.check": "check_files, checked_json",
            "xlsreport.pipeline.cluster.crew_of": "cluster_notes, crew_of",
            "xlsreport.pipeline.consolidate": "Options, consolidate_workspace",
            "xlsreport.pipeline.levels": "consolidated_with_nodes",
            "xlsreport.pipeline.documents.compare": "compare_report, comparison_json, comparison_lines",
            "xlsreport.pipeline.working": "put_back, working_in, workspace_around",
            "xlsreport.pipeline.workspace": "PeriodWorkspace, open_workspace_at",
            "xlsreport.pipeline.archiving.copy_bag": "copy_bag, refuse_bad_address",
            "xlsreport.pipeline.archiving.documents": "documents_of_record",
            "xlsreport.pipeline.doctor": "Checkup, Health, checkups",
            "xlsreport.pipeline.explanation": "Contribution, Explanation, explain",
            "xlsreport.pipeline.years.history": "history, write_history",
            "xlsreport.pipeline.archiving.import_period": "ImportResult, import_period",
            "xlsreport.forms.checking": "CheckedForm",
            "xlsreport.pipeline.form_check": "checked_form, form_findings_json, github_lines, write_annotated, "
            "write_fixed, write_witnesses",
            "xlsreport.pipeline.json_answers": "explanation_json, history_json, rules_json, verification_json",
            "xlsreport.pipeline.outbox.issue": "issue, new_example, new_workspace",
            "xlsreport.mailing.sent": "LetterFate",
            "xlsreport.mailing.smtp": "HandedIn",
            "xlsreport.pipeline.post.drafts": "Draft, RoundKind",
            "xlsreport.pipeline.post.matters": "sender_of",
            "xlsreport.pipeline.post.plan": "SendPlan, send_plan",
            "xlsreport.pipeline.post.send": "SendResult, send",
            "xlsreport.pipeline.post.collect": "CollectionResult, CollectRequest, collect",
            "xlsreport.pipeline.prepare": "prepared_crew",
            "xlsreport.pipeline.output.publish": "publish",
            "xlsreport.pipeline.post.fetch": "fetch",
            "xlsreport.pipeline.output.accept": "accept",
            "xlsreport.pipeline.output.final_outputs": "archived_note, refuse_over_final",
            "xlsreport.pipeline.output.status": "SeasonStatus, status_of",
            "xlsreport.pipeline.start": "start_period",
            "xlsreport.writing.wording.stages": "stage_text",
            "xlsreport.writing.wording.season": "DepartmentStatus, standing_in_words",
            "xlsreport.pipeline.output.report": "Reports, report_of",
            "xlsreport.pipeline.output.report_each": "report_each",
            "xlsreport.pipeline.archiving.publication": "publication_line",
            "xlsreport.pipeline.archiving.reproduce": "ReproductionResult, refuse_archive, reproduce",
            "xlsreport.pipeline.outbox.rounds": "OutboxResult",
            "xlsreport.pipeline.outbox.send_back": "remind, send_back",
            "xlsreport.pipeline.archiving.verify": "Discrepancy, Verification, language_of, verify",
            "xlsreport.mailing.collected": "CollectedMail, MailFate",
            "xlsreport.model.wording": "as_text",
            "xlsreport.model.workbook": "UNKNOWN",
            "xlsreport.writing.history": "named as history_named, notes as history_notes",
        },
    )

__all__ = [
    "UNKNOWN",
    "ArchiveRequest",
    "ArchiveResult",
    "CheckedForm",
    "Checkup",
    "CollectRequest",
    "CollectedMail",
    "CollectionResult",
    "Contribution",
    "DepartmentStatus",
    "Discrepancy",
    "Draft",
    "Explanation",
    "HandedIn",
    "Health",
    "ImportResult",
    "LetterFate",
    "MailFate",
    "Options",
    "OutboxResult",
    "PeriodWorkspace",
    "Reports",
    "ReproductionResult",
    "RoundKind",
    "SeasonStatus",
    "SendPlan",
    "SendResult",
    "Verification",
    "accept",
    "archive_period",
    "archived_note",
    "as_text",
    "backtest",
    "backtest_json",
    "backtest_lines",
    "builtin_forms",
    "check_files",
    "checked_form",
    "checked_json",
    "checkups",
    "cluster_notes",
    "collect",
    "compare_report",
    "comparison_json",
    "comparison_lines",
    "consolidate_workspace",
    "consolidated_with_nodes",
    "copy_bag",
    "crew_of",
    "diff_forms",
    "diff_json",
    "diff_lines",
    "documents_of_record",
    "explain",
    "explanation_json",
    "fetch",
    "find_form",
    "form_findings_json",
    "github_lines",
    "history",
    "history_json",
    "history_named",
    "history_notes",
    "import_period",
    "issue",
    "language_of",
    "language_of_form",
    "load_form",
    "new_example",
    "new_form",
    "new_workspace",
    "open_workspace_at",
    "prepared_crew",
    "publication_line",
    "publish",
    "put_back",
    "refuse_archive",
    "refuse_bad_address",
    "refuse_over_final",
    "remind",
    "report_each",
    "report_of",
    "reproduce",
    "rules_json",
    "send",
    "send_back",
    "send_plan",
    "sender_of",
    "stage_text",
    "standing_in_words",
    "start_period",
    "status_of",
    "take_reports",
    "verification_json",
    "verify",
    "working_in",
    "workspace_around",
    "write_annotated",
    "write_fixed",
    "write_history",
    "write_map",
    "write_witnesses",
]
