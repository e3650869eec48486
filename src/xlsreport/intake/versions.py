"""Which of several files of one department counts, as far as they say it themselves: by mail date, by file name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsreport.intake.mail_dates import moments_of
from xlsreport.intake.version_marks import Marks, VersionNames
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile

_LAST_NUMBER = 99  # a longer one is a date or a telephone number
_HALF_A_YEAR = 6  # months: days without a year that are further apart may be of two years


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the mail dates and the file names say is the latest; None where they are silent.

    `has_two_readings` is true where the dates' zones can be read so that another one is the latest.
    """

    by_date: SourceFile | None
    by_name: SourceFile | None
    has_two_readings: bool = False

    @property
    def latest(self) -> SourceFile | None:
        """The file that counts; None where both are silent or they disagree."""
        if self.by_date is not None and self.by_name is not None and self.by_date != self.by_name:
            return None
        return self.by_date or self.by_name


def verdict(
    files: Sequence[SourceFile], names: VersionNames, own: Department | None = None, *, has_zone: bool = False
) -> Verdict:
    """Return what each criterion says of `files`; dates are silent unless every file came with a dated mail.

    Where the dates' zones leave a doubt, the names decide, else the form's own zone, if it is known (`has_zone`).
    """
    by_name = _last_named(files, names, own)
    by_date = _last_dated(files) if all(each.received_at for each in files) else None
    if by_date is None or _is_last_however_read(by_date, files):
        return Verdict(by_date, by_name)
    return Verdict(by_date if has_zone and by_name is None else None, by_name, has_two_readings=True)


def in_order(files: Sequence[SourceFile], names: VersionNames, own: Department | None = None) -> list[SourceFile]:
    """Return `files` from the earliest to the latest, as well as dates and names say it."""
    return sorted(files, key=lambda each: (each.received_at or "", names.marks(each.name, own).rank, each.name))


def named_later(stem: str, others: Sequence[str], names: VersionNames, own: Department | None = None) -> str:
    """Return `stem` marked as a correction, so that a file of this name ranks later than those named `others`.

    Where names of theirs leave no room (a final corrected version 99), it ranks as late as names can.
    """
    taken = [names.marks(each, own) for each in others]
    number = max((max((each.copied, *each.number[:1])) for each in taken if each.number or each.copied), default=0)
    marks = [mark.format(number=min(number + 1, _LAST_NUMBER)) for mark in names.language.lists["later_marks"]]
    stems = [way.format(stem=stem, mark=mark) for way in names.language.lists["later_names"] for mark in marks]
    ranked = ((each, names.marks(f"{each}.xlsx", own)) for each in stems)
    return next((file for file, own_marks in ranked if all(is_later(own_marks, other) for other in taken)), stems[-1])


def is_later(mark: Marks, other: Marks) -> bool:
    """Whether a name with the marks `mark` says that it is later than one with `other`, and nothing in them denies it.

    Numbers of versions and of drafts are not of one kind, a day on one name alone orders nothing, and the number of a
    copy decides only where all else is the same: beside them a word such as 更正 must say it.
    """
    if _denied(mark, other):
        return False
    if mark.words > other.words:
        return True
    if _is_of_two_kinds(mark, other):
        return False
    if (mark.number, mark.date, mark.day) == (other.number, other.date, other.day):
        return mark.copied > other.copied
    return mark.date > other.date or mark.day > other.day or not _may_be_later_copy(other, mark)


def _denied(mark: Marks, other: Marks) -> bool:
    is_same_kind = mark.sign == other.sign or not other.number or not mark.number
    before = (is_same_kind and mark.number < other.number, *(each < 0 for each in _days_between(mark, other)))
    return mark.words < other.words or any(before)


def _is_of_two_kinds(mark: Marks, other: Marks) -> bool:
    """Whether the names speak of versions in ways that cannot be compared."""
    two_signs = mark.sign != other.sign and (bool(mark.number and other.number) or "plain" in (mark.sign, other.sign))
    lengths = ((mark.date, other.date), (mark.day, other.day))
    one_dated = any(len(each) != len(another) and _shared(each, another) for each, another in lengths)
    far_apart = bool(mark.day and other.day) and abs(mark.day[0] - other.day[0]) >= _HALF_A_YEAR
    return two_signs or one_dated or far_apart


def _shared(day: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether one of two days is the other as far as it goes: one has none, or no time of day."""
    return day[: len(other)] == other[: len(day)]


def _days_between(mark: Marks, other: Marks) -> Iterable[int]:
    """Yield for each kind of day that both have how they follow each other: -1, 0 or 1."""
    for day, another in ((mark.date, other.date), (mark.day, other.day)):
        if day and another and abs(day[0] - another[0]) < _HALF_A_YEAR:
            yield (day > another) - (day < another)


def _may_be_later_copy(copy: Marks, mark: Marks) -> bool:
    """Whether the number of a copy, which has no version of its own, speaks against the version of `mark`."""
    return not copy.number and copy.copied >= mark.number[0]


def _last_named(files: Sequence[SourceFile], names: VersionNames, own: Department | None) -> SourceFile | None:
    """Return the file whose name is later than every other's; None where none is."""
    if len(files) == 1:
        return files[0]
    marks = [names.marks(each.name, own) for each in files]
    for number, file in enumerate(files):
        if all(is_later(marks[number], other) for place, other in enumerate(marks) if place != number):
            return file
    return None


def _last_dated(files: Sequence[SourceFile]) -> SourceFile | None:
    """Return the file of the latest mail; None where two share it."""
    highest = max(each.received_at or "" for each in files)
    found = [each for each in files if each.received_at == highest]
    return found[0] if len(found) == 1 else None


def _is_last_however_read(file: SourceFile, files: Sequence[SourceFile]) -> bool:
    earliest = min(moments_of(file))
    return all(max(moments_of(each)) < earliest for each in files if each is not file and each != file)
