"""Outcome → output: every document made first, then all moved into place together."""

from dataclasses import replace

from xlsreport.language import Language
from xlsreport.model.outcome import Outcome, PublishedOutputs
from xlsreport.pipeline.output.keep_edited import edited_copies
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.annex.annex import annex_bytes
from xlsreport.writing.consolidated import consolidated_bytes
from xlsreport.writing.files.findings import findings_csv, findings_json
from xlsreport.writing.files.publish import replaced_together
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.drafts import drafted
from xlsreport.writing.report.report import report_bytes
from xlsreport.writing.summary import summary_bytes


def publish(workspace: PeriodWorkspace, outcome: Outcome) -> PublishedOutputs:
    """Write the outputs of `outcome` into the output folder, all or none, and return where they lie.

    A document that somebody edited there is kept under a name of its own.
    """
    names = workspace.form.names
    report = names.report if outcome.final else names.draft
    files = documents(outcome, workspace.language, report)
    output = workspace.root.output(workspace.period)
    ours = {*files, names.report, names.draft}
    kept = edited_copies(output, ours, workspace.language)
    replaced_together(output, {**files, **kept.files}, ours)
    return PublishedOutputs(
        summary=output / names.summary,
        report=output / report,
        consolidated=output / names.consolidated,
        annex=output / names.annex,
        findings=output / "findings.json",
        table=output / "findings.csv",
        notes=kept.notes,
    )


def documents(outcome: Outcome, language: Language, report: str) -> dict[str, bytes]:
    """Return the outputs of `outcome` by file name; the report is called `report`."""
    form = outcome.form
    before = outcome.previous_year
    total = outcome.total
    unknown = dict.fromkeys(total.unknown, language.text("unknown"))
    told = TemplateContext({**total.values, **total.results, **unknown}, before.figures if before else None)
    return {
        form.names.summary: summary_bytes(outcome, language),
        report: report_bytes(form, replace(told, drafts=drafted(form, told))),
        form.names.consolidated: consolidated_bytes(outcome, language),
        form.names.annex: annex_bytes(outcome, language),
        "findings.json": findings_json(outcome, report),
        "findings.csv": findings_csv(outcome, language),
    }
