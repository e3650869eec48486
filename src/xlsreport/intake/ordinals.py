"""Small numbers in file names, in digits or in Chinese numerals."""

_DIGITS = "一二三四五六七八九"
ORDINAL = rf"(\d{{1,2}}|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}])"


def ordinal(text: str) -> int:
    """Return the number that `text` says: digits, or Chinese numerals up to 99; 0 where it is no such number."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    if not ten:
        return _DIGITS.index(text) + 1
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)
