"""Which of several versions of a department counts, and how it differs from the one before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.intake.versions import Verdict, in_order, verdict
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Choice
from xlsreport.model.finding import Finding, Operand
from xlsreport.model.review import Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Value
from xlsreport.pipeline.review.examine import Examined
from xlsreport.pipeline.workspace import Desk
from xlsreport.writing.wording.values import as_text

_CELLS_NAMED = 5
_LONGEST = 20  # characters of a value in a sentence


@dataclass(frozen=True, slots=True)
class Ruling:
    """What counts among the versions of one department: `chosen`, or None where `verdict` does not settle it."""

    chosen: SourceFile | None
    verdict: Verdict

    @property
    def is_choice(self) -> bool:
        """Whether the coordinator chose otherwise than dates and names say."""
        return self.chosen is not None and self.chosen != self.verdict.latest


def ruling(versions: Sequence[SourceFile], own: Sequence[SourceFile], department: Department, desk: Desk) -> Ruling:
    """Return which of `versions` counts; `own` is everything of the department, the same bytes again included."""
    judged = verdict(versions, desk.language)
    meant = _decided(own, department, desk)
    decided = next((each for each in versions if meant is not None and each.sha256 == meant.sha256), None)
    return Ruling(decided or judged.latest, judged)


def vain_choices(examined: Sequence[Examined], desk: Desk) -> tuple[Finding, ...]:
    """Return a finding for each choice of the coordinator that leads to no department or to no single file of it."""
    return tuple(_vain(each, desk) for each in desk.decisions.choices if not _has_effect(each, examined, desk))


def contradicting_choices(examined: Sequence[Examined], desk: Desk) -> Iterator[Finding]:
    """Yield a finding for each department for which different files are chosen: none of these choices has an effect."""
    for department in desk.roster.departments:
        choices = [each for each in desk.decisions.choices if _department(each, desk.roster) == department]
        if len(choices) > 1:
            own = [each.file for each in examined if each.department == department]
            meant = [(each, file) for each in choices if (file := _meant(each, own)) is not None]
            if len({file.sha256 for _, file in meant}) > 1:
                yield _contradiction(meant, department, desk)


def _contradiction(meant: Sequence[tuple[Choice, SourceFile]], department: Department, desk: Desk) -> Finding:
    entry, comma = desk.language.entries["D805"], desk.language.text("comma")
    at = meant[0][0].at
    message = entry.message.format(
        cells=comma.join(str(choice.at) for choice, _ in meant),
        department=department.name,
        files=comma.join(dict.fromkeys(file.name for _, file in meant)),
    )
    return Finding("D805", entry.severity, message, at.sheet, at, file=desk.decisions.file)


def undecided(versions: Sequence[SourceFile], judged: Verdict, texts: Language) -> Finding:
    """Return the finding that asks which of `versions` counts, with what each criterion says."""
    dated = all(each.received_at for each in versions)
    entry = texts.entries["F105"]
    message = entry.message.format(
        files=texts.text("comma").join(each.name for each in versions),
        by_date=_said(judged.by_date, texts) if dated else texts.text("version_undated"),
        by_name=_said(judged.by_name, texts),
    )
    return Finding("F105", entry.severity, message)


def difference(chosen: Examined, versions: Sequence[Examined], texts: Language) -> Finding | None:
    """Return how `chosen` differs from the version before it; None where there is none that could be read.

    Where it is the first, which only the coordinator can choose, it is compared with the last.
    """
    ordered = in_order([each.file for each in versions], texts)
    before = ordered[ordered.index(chosen.file) - 1]
    earlier = next(each.review for each in versions if each.file == before)
    if before == chosen.file or not earlier.values or not chosen.review.values:
        return None
    changed = _changed(earlier, chosen.review)
    entry, was, now = texts.entries["F122"], _known(earlier), _known(chosen.review)
    message = entry.message.format(
        which=texts.text(_which(before, chosen.file, texts)),
        file=before.name,
        changed=_changes(changed, earlier, chosen.review, texts),
        gone=len(was - now),
        stayed=len(was & now),
        come=len(now - was),
    )
    operands = tuple(Operand(each, chosen.review.values.get(each)) for each in changed)
    return Finding("F122", entry.severity, message, operands=operands)


def _which(before: SourceFile, chosen: SourceFile, texts: Language) -> str:
    """Return the text for `before`: only dates or names make it the one before."""
    return "version_before" if verdict((before, chosen), texts).latest == chosen else "version_other"


def _decided(own: Sequence[SourceFile], department: Department, desk: Desk) -> SourceFile | None:
    """Return the file that the coordinator chose; None where nothing is chosen, or different files are."""
    choices = [each for each in desk.decisions.choices if _department(each, desk.roster) == department]
    found = [file for each in choices if (file := _meant(each, own)) is not None]
    return found[0] if found and len({each.sha256 for each in found}) == 1 else None


def _has_effect(choice: Choice, examined: Sequence[Examined], desk: Desk) -> bool:
    department = _department(choice, desk.roster)
    own = [each.file for each in examined if department is not None and each.department == department]
    return _meant(choice, own) is not None


def _meant(choice: Choice, own: Sequence[SourceFile]) -> SourceFile | None:
    """Return the file that a choice names: by its whole name, else by its last part; the same bytes are one file."""
    asked = choice.file.replace("\\", "/").strip()
    found = [each for each in own if each.name == asked] or [each for each in own if _last_part(each.name) == asked]
    return found[0] if found and len({each.sha256 for each in found}) == 1 else None


def _last_part(name: str) -> str:
    return name.rpartition("!")[2].rpartition("/")[2]


def _department(choice: Choice, roster: Roster) -> Department | None:
    return roster.named(choice.department)


def _vain(choice: Choice, desk: Desk) -> Finding:
    entry = desk.language.entries["F123"]
    message = entry.message.format(department=choice.department, file=choice.file)
    return Finding("F123", entry.severity, message, choice.at.sheet, choice.at, file=desk.decisions.file)


def _said(file: SourceFile | None, texts: Language) -> str:
    return texts.text("version_silent") if file is None else texts.text("version_named", file=file.name)


def _changed(before: Review, now: Review) -> list[Address]:
    cells = dict.fromkeys((*before.values, *now.values))
    return [each for each in cells if before.values.get(each) != now.values.get(each)]


def _known(review: Review) -> set[tuple[str, object]]:
    return {(each.code, each.address or each.sheet) for each in review.findings}


def _changes(changed: Sequence[Address], before: Review, now: Review, texts: Language) -> str:
    if not changed:
        return texts.text("changed_none")
    cells = [
        texts.text(
            "changed_cell",
            cell=each,
            before=_short(before.values.get(each), texts),
            after=_short(now.values.get(each), texts),
        )
        for each in changed[:_CELLS_NAMED]
    ]
    more = texts.text("changed_more") if len(changed) > _CELLS_NAMED else ""
    return texts.text("changed_cells", count=len(changed), cells=texts.text("comma").join(cells), more=more)


def _short(value: Value, texts: Language) -> str:
    text = " ".join(as_text(value).split()) or texts.text("blank")
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
