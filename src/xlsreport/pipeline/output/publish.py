"""Outcome → output: every document made first, then all moved into place together."""

from dataclasses import replace
from pathlib import Path

from xlsreport.language import Language
from xlsreport.model.outcome import Outcome, PublishedOutputs
from xlsreport.model.period import a_year_before
from xlsreport.pipeline.output.final_text import final_text_compared
from xlsreport.pipeline.output.keep_edited import edited_copies
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.annex.annex import annex_bytes
from xlsreport.writing.board.board import board_bytes
from xlsreport.writing.consolidated import consolidated_bytes
from xlsreport.writing.files.findings import findings_csv, findings_json
from xlsreport.writing.files.publish import replaced_together
from xlsreport.writing.report.cells import DepartmentFigures, TemplateContext
from xlsreport.writing.report.drafts import drafted
from xlsreport.writing.report.report import report_bytes
from xlsreport.writing.summary import summary_bytes
from xlsreport.writing.summary.details import details_file, details_name
from xlsreport.writing.summary.details_file import details_csv
from xlsreport.writing.wording.standing_words import draft_sentence


@writes_alone("consolidate")
def publish(workspace: PeriodWorkspace, outcome: Outcome) -> PublishedOutputs:
    """Write the outputs of `outcome` into the output folder, all or none, and return where they lie.

    A document that somebody edited there is kept under a name of its own; of a final outcome the notes tell how an
    edited report differs.
    """
    names = workspace.form.names
    files = documents(outcome, workspace.language)
    output = workspace.root.output(workspace.period)
    own = {name for name in files if "/" not in name}
    ours = {*own, names.report, names.draft, names.consolidated, names.consolidated_draft}
    ours.add(details_name(workspace.form, workspace.language))
    folders = {*(each.folder for each in outcome.nodes), *node_folders(output)}
    kept = [edited_copies(output, ours, workspace.language)]
    kept += [edited_copies(output / each, ours, workspace.language, f"{each}/") for each in sorted(folders)]
    again = {name: data for copies in kept for name, data in copies.files.items()}
    replaced_together(output, {**files, **again}, ours | folders)
    return PublishedOutputs(
        summary=output / names.summary,
        report=output / names.report_when(final=outcome.final),
        consolidated=output / names.consolidated_when(final=outcome.final),
        annex=output / names.annex,
        board=output / names.board,
        findings=output / "findings.json",
        table=output / "findings.csv",
        notes=(
            *(note for copies in kept for note in copies.notes),
            *final_text_compared(workspace, outcome, output),
        ),
    )


def node_folders(output: Path) -> frozenset[str]:
    """Return the names of the folders in `output` that an earlier run wrote for nodes, known by their findings."""
    found = output.glob("*/findings.json") if output.is_dir() else ()
    return frozenset(each.parent.name for each in found if (each.parent / "findings.csv").is_file())


def documents(outcome: Outcome, language: Language) -> dict[str, bytes]:
    """Return the outputs of `outcome` by file name, those of its nodes in a folder each."""
    below = {
        f"{node.folder}/{name}": data
        for node in outcome.nodes
        for name, data in _documents(node.outcome, language).items()
    }
    return {**_documents(outcome, language), **below}


def _documents(outcome: Outcome, language: Language) -> dict[str, bytes]:
    form, before, total = outcome.form, outcome.previous_year, outcome.total
    last_year = next((each for each in outcome.earlier if each.period == a_year_before(outcome.period)), None)
    report, consolidated = (
        form.names.report_when(final=outcome.final),
        form.names.consolidated_when(final=outcome.final),
    )
    figures = {**total.values, **total.results, **dict.fromkeys(total.unknown, language.text("unknown"))}
    told = TemplateContext(
        figures,
        before.figures if before else None,
        (last_year.figures if last_year else None) or {},
        mark=draft_sentence(outcome, language),
        departments=_departments(outcome),
    )
    beside = details_file(outcome, language)
    details = {beside: details_csv(outcome, language)} if beside else {}
    return {
        form.names.summary: summary_bytes(outcome, language),
        report: report_bytes(form, replace(told, drafts=drafted(form, told))),
        consolidated: consolidated_bytes(outcome, language),
        form.names.annex: annex_bytes(outcome, language),
        form.names.board: board_bytes(outcome, language),
        "findings.json": findings_json(outcome, report),
        "findings.csv": findings_csv(outcome, language),
        **details,
    }


def _departments(outcome: Outcome) -> tuple[DepartmentFigures, ...]:
    """Return the departments that are in the total, in the roster's order, each with what it gave."""
    return tuple(
        DepartmentFigures(entry.name or "", entry.code or "", {**entry.review.results, **entry.review.values})
        for entry in outcome.entries
        if outcome.counts(entry)
    )
