"""The departments: where each stands, and what is known of its figures, the year before, and its texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsreport.language import Language
from xlsreport.model.form import Form
from xlsreport.model.outcome import Outcome
from xlsreport.model.period import a_year_before
from xlsreport.model.review import Review
from xlsreport.model.years import Figures
from xlsreport.writing.board.figures import ToldCells, told
from xlsreport.writing.board.places import BoardCells
from xlsreport.writing.wording.season import DepartmentStatus, department_statuses, standing_in_words


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


def departments(outcome: Outcome, language: Language, places: BoardCells) -> Sequence[Mapping[str, Any]]:
    """Return a line for each department, in the roster's order, with its main figures."""
    main, lines = ToldCells(outcome.form, places.main), []
    for each in department_statuses(outcome, language, {}):  # what went by mail is told by `status`
        review = each.entry.review
        lines.append({**_line(each, outcome, language), "main": main.of(review) if review.values else []})
    return lines


def _line(each: DepartmentStatus, outcome: Outcome, language: Language) -> Mapping[str, Any]:
    entry, department = each.entry, each.department
    due = outcome.form.periods.due_day(department.due, outcome.period)
    return {
        "code": department.code,
        "name": department.name,
        "standing": str(each.standing),
        "words": standing_in_words(entry, language),
        "excused": each.excused,
        "counts": outcome.counts(entry),
        "counted": department.counted,
        "file": entry.file.name if entry.file else "",
        "received": each.received.isoformat(" ", "minutes") if each.received else "",
        "due": due.isoformat() if due else "",
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
    return [
        told(known.form, cell, value) for cell, value in zip(places.cells, places.before(known.before), strict=True)
    ]


def has_texts(known: Known, places: BoardCells) -> bool:
    """Whether it wrote anything this year."""
    return any(known.review.value(cell) for cell in places.texts)


def texts(known: Known, places: BoardCells) -> Sequence[Any]:
    """Return its texts of this year."""
    return [told(known.form, None, known.review.value(cell)) for cell in places.texts]
