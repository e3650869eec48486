"""What was found in a form while it was read, each thing once, and what of it was mended so that reading goes on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormFault, FormPlace

SETTINGS, WORKBOOK, TEMPLATE = "form.toml", "workbook.xlsx", "report.docx"


@dataclass(slots=True)
class Collected:
    """The faults found so far; of two at one cell, line or passage that stop a form the first alone is told.

    `spoiled` are the cells whose formulas were replaced: what rests on them is not judged.
    """

    faults: list[FormFault] = field(default_factory=list)
    spoiled: set[Address] = field(default_factory=set)

    def add(self, code: str, place: FormPlace, words: Mapping[str, object] | None = None) -> None:
        """Keep one more."""
        self.faults.append(FormFault(code, place, words or {}))

    def extend(self, faults: Iterable[FormFault]) -> None:
        """Keep several more."""
        self.faults.extend(faults)

    def once(self, code: str, place: FormPlace, words: Mapping[str, object] | None = None) -> None:
        """Keep one more unless something stands at its place already, which it then only follows from."""
        if place not in {each.place for each in self.faults}:
            self.add(code, place, words)

    def cells(self) -> Iterator[Address]:
        """Yield the cells of the workbook at which something stands."""
        yield from (each.place.address for each in self.faults if each.place.address and each.place.file == WORKBOOK)


def in_workbook(address: Address, until: Address | None = None) -> FormPlace:
    """Return the place of a cell of the form's workbook."""
    return FormPlace(WORKBOOK, address, until)


def on_sheet(sheet: str) -> FormPlace:
    """Return the place of a sheet of the form's workbook."""
    return FormPlace(WORKBOOK, sheet=sheet)


def in_settings(line: int | None) -> FormPlace:
    """Return the place of a line of form.toml."""
    return FormPlace(SETTINGS, line=line)


def in_template(passage: str) -> FormPlace:
    """Return the place of a passage of the Word template."""
    return FormPlace(TEMPLATE, passage=passage)
