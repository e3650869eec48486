"""An archived year in the terms of this year's form: figures of another edition are found by their labels."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xlsreport.model.address import Address
from xlsreport.model.archived import ArchivedYear
from xlsreport.model.form import Form

_Label = tuple[str, str]  # a sheet, and the label of a cell in it


@dataclass(frozen=True, slots=True)
class Mapped:
    """A year by this form's addresses; `known` are the cells that the other edition has too, None for all."""

    year: ArchivedYear
    known: frozenset[Address] | None = None

    def has(self, form: Form, address: Address) -> bool:
        """Whether the figure at `address`, with everything that it is computed from, is in that year's form."""
        behind = form.leaves.get(address) or frozenset({address})
        return self.known is None or behind <= self.known or address in self.known

    def joins(self, form: Form, address: Address) -> bool:
        """Whether the figure at `address` can be worked out again from figures of that year."""
        return self.known is None or (form.leaves.get(address) or frozenset({address})) <= self.known


def in_terms_of(form: Form, year: ArchivedYear) -> Mapped:
    """Return `year` by the addresses of `form`; a label that is not there, or there twice, leads nowhere."""
    if (year.form, year.edition) == (form.id, form.edition):
        return Mapped(year)
    ours = _unique({a: form.label(a) for a in (*form.fields, *form.formulas)})
    theirs = _unique(year.labels)
    now = {address: ours[label] for label, address in theirs.items() if label in ours}
    figures = {code: {now[a]: v for a, v in each.items() if a in now} for code, each in year.figures.items()}
    return Mapped(replace(year, figures=figures), frozenset(now.values()))


def _unique(labels: Mapping[Address, str]) -> Mapping[_Label, Address]:
    """Return the cells by their sheet and label, as far as no two share them."""
    pairs: Iterable[tuple[_Label, Address]] = [((a.sheet, label), a) for a, label in labels.items() if label]
    times = Counter(label for label, _ in pairs)
    return {label: address for label, address in pairs if times[label] == 1}
