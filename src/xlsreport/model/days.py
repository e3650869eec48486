"""Days and moments, as people write them and as mails have them."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

_SERIAL = re.compile(r"[3-7][0-9]{4}")  # what Excel stores for a day of 1982 to 2119
_FIRST = date(1899, 12, 30)  # the day 0 of Excel
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})(?:\s*[年./-]\s*)(\d{1,2})(?:\s*[月./-]\s*)(\d{1,2})(?!\d)")
_TOGETHER = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(?<![\d年./-])(\d{1,2})\s*月\s*(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = f"(?P<month>{'|'.join(_MONTHS)})[a-z]*"
_DAY_NAME = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_NAME}\.?,?\s*(?P<year>\d{{4}})?")
_NAME_DAY = re.compile(rf"\b{_NAME}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d),?\s*(?P<year>\d{{4}})?")


def day_of(text: str, year: int | None = None) -> date | None:
    """Return the one day that `text` names, however people write it; one without a year is of `year`.

    None where it names no day, several, or one of which it is not certain which number is the month.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if _SERIAL.fullmatch(plain):
        return _FIRST + timedelta(days=int(plain))
    found = set(_days(plain, year))
    return found.pop() if len(found) == 1 else None


def _days(text: str, year: int | None) -> Iterator[date | None]:
    for pattern in (_YEAR_FIRST, _TOGETHER):
        yield from (_day(int(y), int(m), int(d)) for y, m, d in pattern.findall(text))
    yield from (_day(year, int(m), int(d)) for m, d in _NO_YEAR.findall(_YEAR_FIRST.sub(" ", text)))
    for first, second, y in _YEAR_LAST.findall(text):
        one, other = _day(int(y), int(first), int(second)), _day(int(y), int(second), int(first))
        yield one if other is None or one == other else other if one is None else None
    for pattern in (_DAY_NAME, _NAME_DAY):
        for match in pattern.finditer(text):
            said = int(match["year"]) if match["year"] else year
            yield _day(said, _MONTHS.index(match["month"]) + 1, int(match["day"]))


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year is not None else None
    except ValueError:
        return None


def local_time(moment: str | None, zone: timezone | None) -> datetime | None:
    """Return the moment of a mail (ISO, in UTC) by the clock of `zone`, of UTC where that is None; None for none."""
    try:
        known = datetime.fromisoformat((moment or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    utc = known.astimezone(UTC) if known.tzinfo else known.replace(tzinfo=UTC)
    return utc.astimezone(zone or UTC).replace(tzinfo=None)
