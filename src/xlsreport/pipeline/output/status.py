"""How far a season is: every department, what changed since the last run, and what stands before the final one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsreport.consolidation import consolidate
from xlsreport.intake.gather import gather
from xlsreport.language import Language
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.review import Review
from xlsreport.pipeline.consolidate import Options, Progress, consolidate_workspace
from xlsreport.pipeline.output.final_outputs import archived_note, last_run
from xlsreport.pipeline.output.mailed import mailed_letters
from xlsreport.pipeline.standing.levels import nothing_came
from xlsreport.pipeline.standing.open_matters import OpenMatter, open_matters
from xlsreport.pipeline.standing.roster_remarks import unreadable_dues
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.files.status import status_json
from xlsreport.writing.wording.season import DepartmentStatus, calm_line, department_statuses


@dataclass(frozen=True, slots=True)
class SeasonStatus:
    """How far a season is; `line` says it in one sentence, `changes` what is new since the last run of consolidate.

    `final` tells that the outputs of that run are.
    """

    outcome: Outcome
    departments: tuple[DepartmentStatus, ...]
    line: str
    changes: tuple[str, ...]
    open: tuple[OpenMatter, ...]
    notes: tuple[str, ...]
    final: bool = False

    def json(self) -> str:
        """Return it as a document for programs."""
        matters = [{"kind": e.kind, "what": e.what, "settled_by": e.settled_by} for e in self.open]
        more = {
            "final": self.final,
            "line": self.line,
            "changes": list(self.changes),
            "open": matters,
            "notes": list(self.notes),
        }
        return status_json(self.outcome, self.departments, more)


def status_of(workspace: PeriodWorkspace, options: Options, progress: Progress | None = None) -> SeasonStatus:
    """Read the inbox as `consolidate` does and return how far the season is; nothing is written."""
    inbox = workspace.root.inbox(workspace.period)
    came = inbox.is_dir() and bool(gather(inbox))
    outcome = consolidate_workspace(workspace, options, progress) if came else _nothing_came(workspace)
    language = workspace.language
    before = last_run(workspace)
    dues = unreadable_dues(workspace.roster, workspace.form, workspace.period, language)
    return SeasonStatus(
        outcome=outcome,
        departments=department_statuses(outcome, language, mailed_letters(workspace)),
        line=calm_line(outcome, language),
        changes=tuple(_changes(outcome, _standings_before(before), language)),
        open=open_matters(outcome, language),
        notes=(*archived_note(workspace), *outcome.notes, *dues),
        final=before.get("final") is True,
    )


def _nothing_came(workspace: PeriodWorkspace) -> Outcome:
    """Return the outcome of an inbox with nothing in it."""
    nothing = consolidate(workspace.form, [])
    return Outcome(
        form=workspace.form,
        period=workspace.period,
        entries=nothing_came(workspace.context),
        whole=Review(),
        total=nothing,
        received=nothing,
        notes=workspace.notes,
        correspondence=workspace.correspondence(),
    )


def _standings_before(document: Mapping[str, object]) -> Mapping[str, Standing] | None:
    """Return where each department stood at the last run; None where there was none."""
    rows = document.get("standings")
    if not isinstance(rows, list):
        return None
    order, before = list(Standing), dict[str, Standing]()
    for row in rows:
        code, said = (row.get("code"), row.get("standing")) if isinstance(row, dict) else (None, None)
        if isinstance(code, str) and said in order:
            standing = Standing(str(said))
            before[code] = min(standing, before.get(code, standing), key=order.index)
    return before


def _changes(outcome: Outcome, before: Mapping[str, Standing] | None, language: Language) -> Iterator[str]:
    if before is None:
        yield language.text("status_never_run")
        return
    changed: dict[Standing, list[str]] = {}
    names = {each.code: each.name or "" for each in outcome.entries}
    for code, standing in outcome.departments.items():
        if before.get(code, Standing.MISSING) is not standing:
            changed.setdefault(standing, []).append(names[code])
    for standing in Standing:
        if standing in changed:
            word = language.text(f"standing_{standing}")
            yield language.text("status_now", standing=word, names=_listed(changed[standing], language))
    if not changed:
        yield language.text("status_no_change")


def _listed(names: Iterable[str], language: Language) -> str:
    return language.text("comma").join(names)
