"""When a mail was sent: every moment that its Date header can mean, as real mail programs write it.

A header may name a zone that several places share (CST is China's and North America's), or none. All readings are
kept, so that whoever knows the form's own zone can choose.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from xlsreport.model.source import SourceFile

_ZONES: Mapping[str, tuple[int, ...]] = {  # hours from UTC; the first is the one of the old mail standard
    "CST": (-6, 8),
    "EST": (-5, 10),
    "PST": (-8, 8),
    "MST": (-7, 8),
    "AST": (-4, 3),
    "SGT": (8,),
    "HKT": (8,),
    "JST": (9,),
    "KST": (9,),
    "CET": (1,),
    "CEST": (2,),
}
_NAMED_ZONES = (("china standard time", 8), ("中国标准时间", 8), ("北京时间", 8))
_OFFSET = re.compile(r"(?:(?:GMT|UTC|CST)\s*)?([+-])(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})\s*[:.时点]\s*(\d{1,2})(?:\s*[:.分]\s*(\d{1,2}))?")
_AFTERNOON = re.compile(r"下午|晚上|\bpm\b", re.IGNORECASE)
_BEFORE_NOON = re.compile(r"上午|凌晨|\bam\b", re.IGNORECASE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_CHINESE_MONTH = re.compile(r"(十[一二]|[一二三四五六七八九十]|1[0-2]|[1-9])月")
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天][,，]?")
_LONGEST = 200
_CENTURY = 1900  # programs of the nineties, and some of today, count years from it: 124 is 2024


def header_moments(text: str) -> tuple[datetime, ...]:
    """Return every moment that a Date header can mean, the likeliest first; one without a zone says none.

    Empty where it says no moment.
    """
    plain = text[:_LONGEST].strip()
    if not plain:
        return ()
    try:
        clock = _clock(plain)
        offsets = _offsets(plain) if clock is not None else ()
        if clock is None:
            return ()
        return tuple(clock.replace(tzinfo=timezone(each)) for each in offsets) or (clock,)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ()


def utc_text(moment: datetime, zone: timezone | None = None) -> str | None:
    """Return a moment in UTC; one without a zone is of `zone`, or UTC itself where that is not known."""
    try:
        known = moment if moment.tzinfo else moment.replace(tzinfo=zone or UTC)
        return known.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    except (OverflowError, ValueError):
        return None


def in_zone(file: SourceFile, zone: timezone | None) -> SourceFile:
    """Return `file` with its mail's date read as people of `zone` write it, where it can be read in several ways."""
    if not file.readings or zone is None:
        return file
    moments = [datetime.fromisoformat(each) for each in file.readings]
    offset = zone.utcoffset(None)
    own = next((each for each in moments if each.tzinfo is None or each.utcoffset() == offset), moments[0])
    return replace(file, received_at=utc_text(own, zone))


def moments_of(file: SourceFile) -> Sequence[str]:
    """Return every moment at which `file` may have been sent, in UTC; none where no date is known."""
    if file.received_at is None:
        return ()
    others = (utc_text(datetime.fromisoformat(each)) for each in file.readings)
    return tuple(dict.fromkeys((file.received_at, *(each for each in others if each))))


def _clock(text: str) -> datetime | None:
    """Return day and time of day as they are written, whatever the zone."""
    day = _DAY.search(text)
    if day is not None:
        year, month, number = (int(each) for each in day.groups())
        return datetime(year, month, number, *_time_of_day(text[day.end() :]))
    parsed = parsedate_tz(_western(text))
    if parsed is None:
        return None
    year = parsed[0] if parsed[0] >= 1000 else parsed[0] + _CENTURY
    hour = _hour(parsed[3], text)
    return datetime(year, parsed[1], parsed[2], hour, parsed[4], min(parsed[5], 59))


def _western(text: str) -> str:
    """Return a header with its month in English and without Chinese days of the week."""
    return _CHINESE_MONTH.sub(lambda found: _month(found[1]), _WEEKDAY.sub("", text))


def _month(name: str) -> str:
    number = int(name) - 1 if name.isdecimal() else _CHINESE_MONTHS.index(name)
    return f" {_MONTHS[number]} "


def _time_of_day(text: str) -> tuple[int, int, int]:
    found = _TIME.search(text)
    if found is None:
        return 0, 0, 0
    hour, minute, second = (int(each or 0) for each in found.groups())
    return _hour(hour, text), minute, second


def _hour(hour: int, text: str) -> int:
    noon = 12
    if _AFTERNOON.search(text) and hour < noon:
        return hour + noon
    return 0 if hour == noon and _BEFORE_NOON.search(text) else hour


def _offsets(text: str) -> tuple[timedelta, ...]:
    """Return the offsets that a header's zone can mean; none where it names none that is known."""
    after = _after_the_time(text)
    found = _OFFSET.search(after)
    if found is not None:
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (timedelta(minutes=-minutes if found[1] == "-" else minutes),)
    lower = after.lower()
    named = next((hours for name, hours in _NAMED_ZONES if name in lower), None)
    if named is not None:
        return (timedelta(hours=named),)
    return _abbreviated(after)


def _after_the_time(text: str) -> str:
    times = list(re.finditer(r"\d{1,2}[:.时点]\d{1,2}(?:[:.分]\d{1,2})?", text))
    return text[times[-1].end() :] if times else ""


def _abbreviated(after: str) -> tuple[timedelta, ...]:
    for word in re.findall(r"[A-Za-z]+", after):
        if word.upper() in _ZONES:
            return tuple(timedelta(hours=each) for each in _ZONES[word.upper()])
        if word.upper() in ("Z", "UT", "UTC", "GMT"):
            return (timedelta(0),)
        parsed = parsedate_tz(f"1 Jan 2024 00:00:00 {word}")
        if parsed is not None and parsed[9] is not None and len(word) == 3:
            return (timedelta(seconds=parsed[9]),)
    return ()
