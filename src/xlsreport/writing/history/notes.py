"""What there is to say of the figures over the years: where they come from, and why one lacks."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.language import Language
from xlsreport.model.history import History, Unit


@dataclass(frozen=True, slots=True)
class Note:
    """One remark on the figures of `whose` in `period`."""

    period: int
    whose: str
    text: str


def notes(history: History, language: Language, *, of_units: bool = True) -> tuple[Note, ...]:
    """Return the notes on the whole, then, with `of_units`, on each department, the oldest year first."""
    whole = sorted(_on_whole(history, language), key=lambda note: note.period)
    return (*whole, *(_on_units(history, language) if of_units else ()))


def _on_whole(history: History, language: Language) -> Iterator[Note]:
    whose, comma = language.text("history_all"), language.text("comma")
    for period, lost in history.unmapped.items():
        items = comma.join(f"{each} {history.names[each]}".strip() for each in lost)
        yield Note(period, whose, language.text("history_note_unmapped", items=items))
    for kind in ("drafts", "imported", "lacking"):
        for period in getattr(history, kind):
            yield Note(period, whose, language.text(f"history_note_{kind.removesuffix('s')}"))
    if history.pending is not None:
        yield Note(history.pending, whose, language.text("history_note_pending"))


def _on_units(history: History, language: Language) -> Iterator[Note]:
    for unit in history.units:
        for origin in unit.origins:
            names = language.text("comma").join(origin.names)
            yield Note(origin.period, unit.name, language.text(f"history_note_{origin.change}", names=names))


def named(unit: Unit, language: Language) -> str:
    """Return what a unit is called, and what sort it is where it is no department of its own."""
    if not unit.listed:
        return language.text("history_gone", name=unit.name)
    return language.text("history_node", name=unit.name) if unit.node else unit.name
