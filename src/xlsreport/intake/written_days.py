"""Days in a file's name as people write them: in digits, in Chinese numerals, by an English month, with a time."""

import re
from collections.abc import Sequence
from datetime import datetime

from xlsreport.intake.ordinals import ordinal

TIME = r"(?:[\s_t-]*(\d{1,2})\s*[:._时点-]\s*(\d{2})分?(?:[:._-]?(\d{2}))?(?!\d))?"
DAY = re.compile(
    rf"(?<!\d)(20\d\d)\s*[-._年/]\s*(\d{{1,2}})\s*[-._月/]\s*(\d{{1,2}})(?!\d)[日号]?{TIME}"
    r"|(?<!\d)(20\d\d)(\d\d)(\d\d)(?:[\s_t-]*(\d\d)[:._-]?(\d\d)(?:[:._-]?(\d\d))?)?(?!\d)"
)
SHORT_DAY = re.compile(
    r"(?<!\d)(\d\d)(\d\d)(\d\d)(?!\d)|(?<![\dv.-])(\d\d)[-._年/](\d{1,2})[-._月/](\d{1,2})(?![\d.-])日?"
)
DAY_OF_YEAR = re.compile(
    rf"(?<!\d)(\d{{1,2}})月(\d{{1,2}})[日号]?{TIME}"
    r"|(?<![\dv.-])(\d{1,2})[.-](\d{1,2})(?![\d.-])|(?<!\d)([01]\d)([0-3]\d)(?!\d)"
)
_DATED = "2000"  # a leap year, so that each day of a year is one
_NUMERAL = "〇零一二三四五六七八九"
_CHINESE_YEAR = re.compile(rf"(二[{_NUMERAL}]{{3}})(?=年)")
_CHINESE_DAY = re.compile(
    r"([一二三四五六七八九十]{1,2}|元)月份?([一二三四五六七八九十]{1,3}|\d{1,2})(?=[日号\s)\]_\x00-]|$)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = r"(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?![a-z])"
_MONTH_FIRST = re.compile(rf"{_ENGLISH}\.?[\s_-]*(\d{{1,2}})(?:st|nd|rd|th)?(?![\da-z])")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s_-]*{_ENGLISH}")
_HALVES = {"凌晨": 3, "早上": 8, "早": 8, "上午": 9, "中午": 12, "下午": 15, "傍晚": 18, "晚上": 20, "晚": 20}
_HALF = re.compile(
    rf"(?<=[\d日号])[\s_-]*({'|'.join(_HALVES)})\s*(?:(\d{{1,2}})(?=\s*[:时点]))?(?:(?<=\d)[:时点]\s*(\d{{2}})分?)?"
)


def in_digits(text: str) -> str:
    """Return a text in small letters with every day that it names in digits: 1月15日 for 一月十五日 and for Jan 15."""
    text = _CHINESE_YEAR.sub(lambda found: "".join(_digit(each) for each in found[1]), text)
    text = _CHINESE_DAY.sub(lambda found: f"{_month(found[1])}月{ordinal(found[2])}", text)
    text = _MONTH_FIRST.sub(lambda found: f"{_MONTHS.index(found[1]) + 1}月{found[2]}日", text)
    text = _DAY_FIRST.sub(lambda found: f"{_MONTHS.index(found[2]) + 1}月{found[1]}日", text)
    return _HALF.sub(_clock, text)


def moment(found: Sequence[str]) -> tuple[int, ...] | None:
    """Return a day, with its time where it is said; None where no calendar has it."""
    numbers = tuple(map(int, found))
    try:
        datetime(*numbers)  # type: ignore[arg-type]
    except ValueError:
        return None
    return numbers


def day_of_year(found: Sequence[str]) -> tuple[int, ...] | None:
    """Return a day without its year, with its time where it is said; None where no calendar has it."""
    return numbers[1:] if (numbers := moment((_DATED, *found))) else None


def _digit(numeral: str) -> str:
    return str(max(0, _NUMERAL.index(numeral) - 1))


def _month(text: str) -> int:
    return 1 if text == "元" else ordinal(text)


def _clock(found: re.Match[str]) -> str:
    """Return the time of a half of the day, which only orders; that of the clock where it stands behind."""
    usual = _HALVES[found[1]]
    noon = 12
    hour = usual if found[2] is None else int(found[2]) + noon if usual > noon > int(found[2]) else int(found[2])
    return f" {hour:02}:{found[3] or '00'}"
