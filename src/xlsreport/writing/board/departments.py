"""The departments: where each stands, and what is known of its figures, the year before, and its texts."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.period import a_year_before
from xlsreport.model.review import Review
from xlsreport.model.years import Figures
from xlsreport.writing.board.figures import ToldCells, told
from xlsreport.writing.board.places import BoardCells
from xlsreport.writing.board.room import Room
from xlsreport.writing.wording.season import DepartmentStatus, department_statuses, standing_in_words

_MOST = 5_000_000  # bytes of departments: findings need some too


@dataclass(frozen=True, slots=True)
class Known:
    """A department with its review and its figures of the year before."""

    code: str
    form: Form
    review: Review
    before: Figures

    @staticmethod
    def all(outcome: Outcome) -> Iterator["Known"]:
        """Yield all departments whose figures of this year or the one before are known, in the roster's order."""
        year = next((each for each in outcome.earlier if each.period == a_year_before(outcome.period)), None)
        year = year or outcome.previous_year
        seen: set[str] = set()
        for entry in outcome.entries:
            if entry.code and entry.code not in seen and entry.standing is outcome.standing_of(entry.code):
                seen.add(entry.code)
                yield Known(
                    entry.code, outcome.form, entry.review, year.departments.get(entry.code, {}) if year else {}
                )


@dataclass(frozen=True, slots=True)
class BoardDepartments:
    """The departments on the page, how many are `left` out, and then how many there are of each kind."""

    lines: Sequence[Any]
    left: int
    season: Mapping[str, Any]

    def told(self) -> Mapping[str, Any]:
        """Return them for the page, which counts for itself where none is left out."""
        return {"departments": self.lines, **({"season": self.season} if self.left else {})}


def departments(outcome: Outcome, language: Language, places: BoardCells, room: Room) -> BoardDepartments:
    """Return a line for each department with its main figures, in the roster's order.

    Where there is no room for all, those are left out first about which nothing is open.
    """
    statuses = department_statuses(outcome, language, {})  # what went by mail is told by `status`
    main = ToldCells(outcome.form, places.main)
    own = Room(min(room.left, _MOST))
    by_need = sorted(range(len(statuses)), key=lambda number: _is_calm(statuses[number]))
    taken, left = own.taken((str(n), partial(_told, statuses[n], outcome, language, main)) for n in by_need)
    lines = [taken[number] for number in sorted(taken, key=int)]
    room.left -= sum(len(memoryview(each)) + 1 for each in lines) - (1 if lines else 0)
    return BoardDepartments(lines, left, _season(statuses, outcome) if left else {})


def _is_calm(each: DepartmentStatus) -> bool:
    return each.standing is Standing.ACCEPTED and not (each.errors or each.queries or each.days_late)


def _season(statuses: Sequence[DepartmentStatus], outcome: Outcome) -> Mapping[str, Any]:
    dues = Counter(due for each in statuses if (due := _due(each, outcome)))
    waited = [each for each in statuses if each.department.code in outcome.due]
    return {
        "all": len(waited),
        "standings": Counter(str(each.standing) for each in waited),
        "counted": sum(each.department.counted for each in waited),
        "dues": [day for day, _ in dues.most_common(1)],
    }


def _due(each: DepartmentStatus, outcome: Outcome) -> str:
    due = outcome.form.periods.due_day(each.department.due, outcome.period)
    return due.isoformat() if due else ""


def _told(each: DepartmentStatus, outcome: Outcome, language: Language, main: ToldCells) -> Mapping[str, Any]:
    review = each.entry.review
    return {**_line(each, outcome, language), "main": main.of(review) if review.values else []}


def _line(each: DepartmentStatus, outcome: Outcome, language: Language) -> Mapping[str, Any]:
    entry, department = each.entry, each.department
    return {
        "code": department.code,
        "name": department.name,
        "standing": str(each.standing),
        "words": standing_in_words(entry, language),
        "excused": each.excused,
        "waited": department.code in outcome.due,  # else its figures come by the workbook of another
        "counts": outcome.counts(entry),
        "counted": department.counted,
        "file": entry.file.name if entry.file else "",
        "received": each.received.isoformat(" ", "minutes") if each.received else "",
        "due": _due(each, outcome),
        "late": each.days_late,
        "version": each.version,
        "errors": each.errors,
        "queries": each.queries,
        "sent_back": each.sent.sent_back,
        "reminded": each.sent.reminded,
    }


def has_figures(known: Known, places: BoardCells) -> bool:
    """Whether any figure of a department is known."""
    return bool(places.cells) and bool(known.review.values)


def figures(known: Known, places: BoardCells) -> Sequence[Any]:
    """Return every figure of a department in the order of the cells."""
    return places.columns.of(known.review)


def had_figures(known: Known, places: BoardCells) -> bool:
    """Whether any of its figures of the year before is known."""
    return bool(known.before) and any(value is not None for value in places.before(known.before))


def figures_before(known: Known, places: BoardCells) -> Sequence[Any]:
    """Return the same of the year before: what a bag keeps of it, the figures."""
    return places.before(known.before)


def has_texts(known: Known, places: BoardCells) -> bool:
    """Whether it wrote anything this year."""
    return any(known.review.value(cell) for cell in places.texts)


def texts(known: Known, places: BoardCells) -> Sequence[Any]:
    """Return its texts of this year."""
    return [told(known.form, None, known.review.value(cell)) for cell in places.texts]
