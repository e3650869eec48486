"""Where a setting stands: in a line of form.toml, or in a cell of a sheet that says it in its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from xlsreport.forms.checking.collected import in_settings, in_workbook
from xlsreport.forms.checking.toml_text import keys, line_naming, line_naming_text, line_of, ranges_in
from xlsreport.forms.sheet_settings import SheetSettings
from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormPlace


@dataclass(frozen=True, slots=True)
class SaidWhere:
    """The text of form.toml, and what sheets say in its place."""

    text: str = ""
    sheets: SheetSettings = field(default_factory=SheetSettings)

    def place(self, names: Sequence[str]) -> FormPlace:
        """Return where the key stands that `names` lead to, else what it lies in."""
        lines = {path for _, path in keys(self.text)}
        for length in range(len(names), 0, -1):
            path = tuple(names[:length])
            if path in lines:
                return in_settings(line_of(self.text, names))
            if path in self.sheets.places:
                return in_workbook(self.sheets.places[path])
        return in_settings(None)

    def naming(self, address: Address, section: str = "") -> FormPlace:
        """Return where a text, of `section` where one is named, names `address` or a range around it."""
        if (line := line_naming(self.text, address, section)) is not None:
            return in_settings(line)
        for names, cell in self.sheets.places.items():
            if names[0] == (section or names[0]) and any(address in cells for cells in ranges_in(f'"{names[-1]}"')):
                return in_workbook(cell)
        return self.place((section,)) if section else in_settings(None)

    def naming_text(self, said: str, names: Sequence[str]) -> FormPlace:
        """Return the line in which `said` stands, else where the key stands that `names` lead to."""
        line = line_naming_text(self.text, said)
        return self.place(names) if line is None else in_settings(line)
