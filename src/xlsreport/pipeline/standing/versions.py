"""Which of several versions of a department counts, and how it differs from the one before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from xlsreport.intake.versions import Verdict, in_order, verdict
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Choice
from xlsreport.model.finding import CellChange, Finding, Operand
from xlsreport.model.outcome import UNDECIDED
from xlsreport.model.review import Review
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext
from xlsreport.pipeline.standing.disputes import dispute

_CELLS_NAMED = 5
_LONGEST = 20  # characters of a value in a sentence


@dataclass(frozen=True, slots=True)
class Ruling:
    """What counts among the versions of one department: `chosen`, or None where `verdict` does not settle it.

    `disputed` says why none counts though dates or names say which is the latest.
    """

    chosen: SourceFile | None
    verdict: Verdict
    disputed: str = ""

    @property
    def is_choice(self) -> bool:
        """Whether the coordinator chose otherwise than dates and names say."""
        return self.chosen is not None and self.chosen != self.verdict.latest


def ruling(
    versions: Sequence[SourceFile], own: Sequence[SourceFile], of: tuple[Department, Roster], context: StandingContext
) -> Ruling:
    """Return which of `versions` counts; `own` is everything of the department, the same bytes again included.

    `of` is the department, and those that sent nothing.
    """
    department, _ = of
    judged = verdict(versions, context.names, department, has_zone=context.form.zone is not None)
    meant = chosen_file(own, department, context)
    decided = next((each for each in versions if meant is not None and each.sha256 == meant.sha256), None)
    disputed = "" if decided else _dispute(judged.latest, versions, own, of, context)
    return Ruling(decided or (None if disputed else judged.latest), judged, disputed)


def is_replaced(file: SourceFile, chosen: SourceFile, of: tuple[Department, Roster], context: StandingContext) -> bool:
    """Whether `chosen`, which counts, came after a file that cannot be read, from the same sender, beyond dispute."""
    pair, (department, silent) = (file, chosen), of
    judged = verdict(pair, context.names, department, has_zone=context.form.zone is not None)
    return judged.latest == chosen and not dispute(chosen, pair, department, silent, context)


def _dispute(
    latest: SourceFile | None,
    versions: Sequence[SourceFile],
    own: Sequence[SourceFile],
    of: tuple[Department, Roster],
    context: StandingContext,
) -> str:
    """Return why none counts; a version is sent by all who sent its bytes."""
    sent: dict[str, dict[str, None]] = {}
    for file in own:
        sent.setdefault(file.sha256, {}).update(dict.fromkeys(file.senders))
    known = [replace(each, senders=tuple(sent.get(each.sha256, {}))) for each in versions]
    last = next((each for each, version in zip(known, versions, strict=True) if version == latest), None)
    return dispute(last, known, *of, context)


def vain_choices(examined: Sequence[ExaminedFile], context: StandingContext) -> tuple[Finding, ...]:
    """Return a finding for each choice of the coordinator that leads to no department or to no single file of it."""
    return tuple(_vain(each, context) for each in context.decisions.choices if not _has_effect(each, examined, context))


def contradicting_choices(examined: Sequence[ExaminedFile], context: StandingContext) -> Iterator[Finding]:
    """Yield a finding for each department for which different files are chosen: none of these choices has an effect."""
    for department in context.roster.departments:
        choices = [each for each in context.decisions.choices if _department(each, context.roster) == department]
        if len(choices) > 1:
            own = [each.file for each in examined if each.department == department]
            meant = [(each, file) for each in choices if (file := _meant(each, own)) is not None]
            if len({file.sha256 for _, file in meant}) > 1:
                yield _contradiction(meant, department, context)


def _contradiction(
    meant: Sequence[tuple[Choice, SourceFile]], department: Department, context: StandingContext
) -> Finding:
    comma = context.language.text("comma")
    words = {
        "cells": comma.join(str(choice.at) for choice, _ in meant),
        "department": department.name,
        "files": comma.join(dict.fromkeys(file.name for _, file in meant)),
    }
    return context.language.finding("D805", words, address=meant[0][0].at, file=context.decisions.file)


def undecided(versions: Sequence[SourceFile], settled: Ruling, language: Language) -> Finding:
    """Return the finding that asks which of `versions` counts, with what is in dispute, or what each criterion says."""
    judged = settled.verdict
    said = {"by_date": _dates(versions, judged, language), "by_name": _said(judged.by_name, language)}
    words = {
        "files": language.text("comma").join(each.name for each in versions),
        "why": settled.disputed or language.text("versions_say", **said),
    }
    return language.finding(UNDECIDED, words)


def _dates(versions: Sequence[SourceFile], judged: Verdict, language: Language) -> str:
    """Return what the mails' dates say, or the true reason why they say nothing."""
    undated = [each for each in versions if each.received_at is None]
    by_mail = [each for each in undated if each.source or each.senders]
    if by_mail:
        return language.text("version_unread", files=language.text("comma").join(each.name for each in by_mail))
    if undated:
        return language.text("version_undated")
    return language.text("version_zones") if judged.has_two_readings else _said(judged.by_date, language)


def difference(
    chosen: ExaminedFile, versions: Sequence[ExaminedFile], own: Department, context: StandingContext
) -> Finding | None:
    """Return how `chosen` differs from the version before it; None where there is none that could be read.

    Where it is the first, which only the coordinator can choose, it is compared with the last.
    """
    if len(versions) < 2:
        return None
    language = context.language
    ordered = in_order([each.file for each in versions], context.names, own)
    before = ordered[ordered.index(chosen.file) - 1]
    earlier = next(each.review for each in versions if each.file == before)
    if before == chosen.file or not earlier.values or not chosen.review.values:
        return None
    changed = _changed(earlier, chosen.review)
    was, now = _known(earlier), _known(chosen.review)
    words = {
        "which": language.text(_which((before, chosen.file), own, context)),
        "file": before.name,
        "changed": _changes(changed, earlier, chosen.review, language),
        "gone": len(was - now),
        "stayed": len(was & now),
        "come": len(now - was),
    }
    operands = tuple(Operand(each, chosen.review.values.get(each)) for each in changed)
    changes = tuple(CellChange(each, earlier.values.get(each), chosen.review.values.get(each)) for each in changed)
    return language.finding("F122", words, operands=operands, changes=changes)


def _which(pair: tuple[SourceFile, SourceFile], own: Department, context: StandingContext) -> str:
    """Return the text for the first of two, the second of which counts: only dates or names make it the one before."""
    judged = verdict(pair, context.names, own, has_zone=context.form.zone is not None)
    return "version_before" if judged.latest == pair[1] else "version_other"


def chosen_file(own: Sequence[SourceFile], department: Department, context: StandingContext) -> SourceFile | None:
    """Return the file that the coordinator chose; None where nothing is chosen, or different files are."""
    choices = [each for each in context.decisions.choices if _department(each, context.roster) == department]
    found = [file for each in choices if (file := _meant(each, own)) is not None]
    return found[0] if found and len({each.sha256 for each in found}) == 1 else None


def _has_effect(choice: Choice, examined: Sequence[ExaminedFile], context: StandingContext) -> bool:
    department = _department(choice, context.roster)
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


def _vain(choice: Choice, context: StandingContext) -> Finding:
    words = {"department": choice.department, "file": choice.file}
    return context.language.finding("F123", words, address=choice.at, file=context.decisions.file)


def _said(file: SourceFile | None, language: Language) -> str:
    return language.text("version_silent") if file is None else language.text("version_named", file=file.name)


def _changed(before: Review, now: Review) -> list[Address]:
    cells = dict.fromkeys((*before.values, *now.values))
    return [each for each in cells if before.values.get(each) != now.values.get(each)]


def _known(review: Review) -> set[tuple[str, object]]:
    return {(each.code, each.address or each.sheet) for each in review.findings}


def _changes(changed: Sequence[Address], before: Review, now: Review, language: Language) -> str:
    if not changed:
        return language.text("changed_none")
    cells = [
        language.text(
            "changed_cell",
            cell=each,
            before=_short(before.values.get(each), language),
            after=_short(now.values.get(each), language),
        )
        for each in changed[:_CELLS_NAMED]
    ]
    more = language.text("changed_more") if len(changed) > _CELLS_NAMED else ""
    return language.text("changed_cells", count=len(changed), cells=language.text("comma").join(cells), more=more)


def _short(value: Value, language: Language) -> str:
    text = " ".join(as_text(value).split()) or language.text("blank")
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
