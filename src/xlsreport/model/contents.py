"""Who is in a consolidated workbook: the part of it that the level above reads instead of the originals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

ANY_MARK = "xlsreport:contents:"  # by it the sheet is known, whatever it is called; behind it stands its version
MARK = f"{ANY_MARK}1"
_HEADS = ("code", "name", "parent", "period", "sha256", "part")
WIDTH = 7  # columns: the mark and what follows it


class Membership(StrEnum):
    """How a unit is in a whole: with a submission, with one that calls itself a draft, or not, though it should be."""

    FINAL = "final"
    DRAFT = "draft"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class JoinedUnit:
    """A unit that is, or should be, in a whole; `parent` is the code of the one above it, blank for the whole's own.

    `period` is written as the form writes it, `sha256` that of the submission that counted, blank for one that is
    missing.
    """

    code: str
    name: str
    parent: str
    period: str
    sha256: str
    part: Membership


@dataclass(frozen=True)  # no slots: who is in it is worked out once and kept
class Contents:
    """Who is in a consolidated workbook, in the order of its roster; `final` is what the workbook says of itself."""

    code: str
    name: str
    form: str
    edition: str
    period: str
    final: bool
    units: tuple[JoinedUnit, ...]

    @cached_property
    def joined(self) -> Mapping[str, JoinedUnit]:
        """The units that are in it by code."""
        return {each.code: each for each in self.listed}

    @property
    def listed(self) -> tuple[JoinedUnit, ...]:
        """The units that are in it as it lists them: one that is counted twice is there twice."""
        return tuple(each for each in self.units if each.part is not Membership.MISSING)


def contents_rows(contents: Contents) -> tuple[tuple[str, ...], ...]:
    """Return `contents` as the rows of a sheet, all texts: the whole, heads, then a unit a row."""
    state = Membership.FINAL if contents.final else Membership.DRAFT
    whole = (MARK, contents.code, contents.name, contents.form, contents.edition, contents.period, state.value)
    units = ((u.code, u.name, u.parent, u.period, u.sha256, u.part.value) for u in contents.units)
    return whole, _HEADS, *units


def untold_rows() -> tuple[tuple[str, ...], ...]:
    """Return the rows of a sheet that says no more than that its workbook is a consolidated one."""
    return ((f"{ANY_MARK}?",),)


def contents_of(rows: Sequence[Sequence[str]]) -> Contents | None:
    """Return what `contents_rows` wrote; None for rows of another sheet; an unknown part is a draft."""
    if not rows or not rows[0] or rows[0][0] != MARK:
        return None
    code, name, form, edition, period, state = _padded(rows[0][1:], WIDTH - 1)
    return Contents(code, name, form, edition, period, state == Membership.FINAL, tuple(_units(rows[2:])))


def _units(rows: Sequence[Sequence[str]]) -> Iterator[JoinedUnit]:
    for row in rows:
        code, name, parent, period, sha256, part = _padded(row, len(_HEADS))
        if code or sha256:
            yield JoinedUnit(
                code, name, parent, period, sha256, Membership(part) if part in list(Membership) else Membership.DRAFT
            )


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * width][:width]
