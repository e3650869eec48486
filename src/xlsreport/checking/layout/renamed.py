"""Sheets under other names: one finding each, but one for all that got the same letters before or after their names."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xlsreport.checking.context import Case
from xlsreport.model.finding import Finding

_RENAMED = "S110"
_LONGEST = 60  # characters of a name that a message shows


@dataclass(slots=True)
class Renamed:
    """Under which names the sender's sheets stand, and which of their changes were told already."""

    case: Case
    found: Mapping[str, str]
    told: set[tuple[str, str]] = field(default_factory=set)

    def said_at(self, name: str) -> list[Finding]:
        """Return what is to be said of the name under which the sheet `name` stands, where it was not said before."""
        if self.found[name] == name:
            return []
        added = _added(name, self.found[name])
        alike = [own for own, there in self.found.items() if added and _added(own, there) == added]
        if added is None or len(alike) < 2:
            return [self.case.sheet_finding(_RENAMED, name, found=self.found[name])]
        if added in self.told:
            return []
        self.told.add(added)
        return [self._together(alike)]

    def _together(self, alike: list[str]) -> Finding:
        shown = self.found[alike[0]][:_LONGEST]
        message = self.case.language.text("sheets_renamed", count=len(alike), sheet=alike[0], found=shown)
        return replace(self.case.sheet_finding(_RENAMED, None, found=shown), message=message)


def _added(own: str, there: str) -> tuple[str, str] | None:
    """Return what stands before and after a sheet's own name; None where the name is another."""
    before, name, after = there.partition(own)
    return (before, after) if name and before + after else None
