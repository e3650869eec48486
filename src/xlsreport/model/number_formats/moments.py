"""A day or a time as a section shows it; a number counts the days since 1900, as Excel does."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from xlsreport.model.number_formats.sections import Section, Token

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"
_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
_LAST = Decimal(2_958_465)  # the last day of the year 9999
_SECONDS = {"h": 3600, "m": 60, "s": 1}


def is_moment(section: Section) -> bool:
    """Whether `section` shows days or times."""
    return section.has("date") or section.has("elapsed")


def moment_of(value: Decimal | date | time) -> datetime | None:
    """Return the moment that a value is; None for a number that is none."""
    match value:
        case Decimal():
            if not 0 <= value <= _LAST:
                return None
            seconds = (value * 86_400).quantize(Decimal("0.001"), ROUND_HALF_UP)
            return _EPOCH + timedelta(milliseconds=int(seconds * 1000))
        case datetime():
            return value.replace(tzinfo=UTC)
        case date():
            return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return datetime.combine(_EPOCH.date(), value, tzinfo=UTC)


def dated(section: Section, moment: datetime) -> str:
    """Return `moment` as `section` shows it."""
    tokens = section.tokens
    if not any(token.text.startswith(("s", "S")) for token in tokens):
        moment += timedelta(seconds=30) if moment.second > 30 else timedelta()
    half = section.has("half")
    return "".join(_piece(tokens, place, moment, half=half) for place in range(len(tokens)))


def _piece(tokens: Sequence[Token], place: int, moment: datetime, *, half: bool) -> str:
    token = tokens[place]
    match token.kind:
        case "date":
            text = token.text.lower()
            return _time(text, moment, half=half) if text[0] in "hs" or _minutes(tokens, place) else _day(text, moment)
        case "elapsed":
            passed = int((moment - _EPOCH).total_seconds()) // _SECONDS[token.text[0]]
            return str(passed).rjust(len(token.text), "0")
        case "half":
            names = token.text.split("/")
            return names[moment.hour >= 12]
        case "digit" | "numerals":
            return ""
    return token.text


def _minutes(tokens: Sequence[Token], place: int) -> bool:
    """Whether the letters m at `place` are minutes: they follow hours or come before seconds."""
    if tokens[place].text[0] not in "mM" or len(tokens[place].text) > 2:
        return False
    timed = [token.text[0].lower() for token in tokens[:place] if token.kind in ("date", "elapsed")]
    later = [token.text[0].lower() for token in tokens[place + 1 :] if token.kind in ("date", "elapsed")]
    return timed[-1:] == ["h"] or later[:1] == ["s"]


def _time(text: str, moment: datetime, *, half: bool) -> str:
    hour = (moment.hour % 12 or 12) if half else moment.hour
    number = {"h": hour, "m": moment.minute, "s": moment.second}[text[0]]
    return str(number).rjust(min(len(text), 2), "0")


def _day(text: str, moment: datetime) -> str:
    match text[0], len(text):
        case "y" | "e", length:
            return f"{moment.year % 100:02}" if text[0] == "y" and length < 3 else str(moment.year)
        case "m", length:
            name = _MONTHS[moment.month - 1]
            return {1: str(moment.month), 2: f"{moment.month:02}", 3: name[:3], 5: name[0]}.get(length, name)
        case "d", length:
            name = _DAYS[moment.weekday()]
            return {1: str(moment.day), 2: f"{moment.day:02}", 3: name[:3]}.get(length, name)
        case "a", length:
            return ("星期" if length > 3 else "") + _CHINESE_DAYS[moment.weekday()]
    return ""
