"""Outcome → output: one document after the other made and written, then all moved into place together."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from xlsreport.language import Language
from xlsreport.model.outcome import Outcome, PublishedOutputs
from xlsreport.model.period import a_year_before
from xlsreport.pipeline.output.documents import CountedDepartments, Documents, Made
from xlsreport.pipeline.output.final_text import final_text_compared
from xlsreport.pipeline.output.keep_edited import edited_copies
from xlsreport.pipeline.output.side_by_side import can_copy, with_a_copy
from xlsreport.pipeline.working import writes_alone
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.annex.annex import annex_bytes
from xlsreport.writing.board.board import board_bytes
from xlsreport.writing.consolidated import consolidated_bytes
from xlsreport.writing.files.findings import findings_csv, findings_json
from xlsreport.writing.files.publish import replaced_together
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.drafts import drafted
from xlsreport.writing.report.report import report_bytes
from xlsreport.writing.summary import summary_pieces
from xlsreport.writing.summary.across_departments import across_departments_file, across_departments_name
from xlsreport.writing.summary.across_departments_file import across_departments_csv
from xlsreport.writing.summary.details import details_file, details_name
from xlsreport.writing.summary.details_file import details_csv
from xlsreport.writing.summary.prose import prose_csv, prose_file, prose_name
from xlsreport.writing.wording.standing_words import draft_sentence

_BESIDE: Sequence[tuple[Callable[[Outcome, Language], str | None], Callable[[Outcome, Language], Iterator[bytes]]]] = (
    (details_file, details_csv),
    (prose_file, prose_csv),
    (across_departments_file, across_departments_csv),
)
_NAMES_BESIDE = (details_name, prose_name, across_departments_name)


@writes_alone("consolidate")
def publish(workspace: PeriodWorkspace, outcome: Outcome, jobs: int | None = None) -> PublishedOutputs:
    """Write the outputs of `outcome` into the output folder, all or none, and return where they lie.

    No more than `jobs` processes make them, as many as there are processors where it is None.

    A document that somebody edited there is kept under a name of its own; of a final outcome the notes tell how an
    edited report differs.
    """
    names = workspace.form.names
    files = documents(outcome, workspace.language)
    output = workspace.root.output(workspace.period)
    own = {name for name in files if "/" not in name}
    ours = {*own, names.report, names.draft, names.consolidated, names.consolidated_draft}
    ours |= {name(workspace.form, workspace.language) for name in _NAMES_BESIDE}
    folders = {*(each.folder for each in outcome.nodes), *node_folders(output)}
    kept = [edited_copies(output, ours, workspace.language)]
    kept += [edited_copies(output / each, ours, workspace.language, f"{each}/") for each in sorted(folders)]
    again = chain.from_iterable(copies.files.items() for copies in kept)
    made = with_a_copy(names.summary, files.makers) if can_copy(len(outcome.entries), jobs) else files.pieces()
    replaced_together(output, chain(made, again), ours | folders)
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


def documents(outcome: Outcome, language: Language) -> Documents:
    """Return the outputs of `outcome` by file name, those of its nodes in a folder each, made when asked for."""
    below = {
        f"{node.folder}/{name}": make
        for node in outcome.nodes
        for name, make in _documents(node.outcome, language).items()
    }
    return Documents({**_documents(outcome, language), **below})


def _documents(outcome: Outcome, language: Language) -> dict[str, Callable[[], Made]]:
    names = outcome.form.names
    report, consolidated = names.report_when(final=outcome.final), names.consolidated_when(final=outcome.final)
    beside = {name: partial(make, outcome, language) for named, make in _BESIDE if (name := named(outcome, language))}
    return {
        names.summary: partial(summary_pieces, outcome, language),
        report: partial(_report, outcome, language),
        consolidated: partial(consolidated_bytes, outcome, language),
        names.annex: partial(annex_bytes, outcome, language),
        names.board: partial(board_bytes, outcome, language),
        "findings.json": partial(findings_json, outcome, report),
        "findings.csv": partial(findings_csv, outcome, language),
        **beside,
    }


def _report(outcome: Outcome, language: Language) -> bytes:
    form, before, total = outcome.form, outcome.previous_year, outcome.total
    last_year = next((each for each in outcome.earlier if each.period == a_year_before(outcome.period)), None)
    figures = {**total.values, **total.results, **dict.fromkeys(total.unknown, language.text("unknown"))}
    told = TemplateContext(
        figures,
        before.figures if before else None,
        (last_year.figures if last_year else None) or {},
        mark=draft_sentence(outcome, language),
        departments=CountedDepartments(tuple(each for each in outcome.entries if outcome.counts(each))),
    )
    return report_bytes(form, replace(told, drafts=drafted(form, told)))
