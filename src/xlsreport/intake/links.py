"""Whether a mail offers its files for download instead of attaching them, and until when, as its text says.

What a mail quotes is not its sender's: a reply that quotes our own letter offers nothing.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.intake.mail import Mail, plain
from xlsreport.language import Language

_LONGEST = 400_000  # characters of a text that are looked at
_MARKUP = re.compile(r"<(?:html|body|div|p|br|table|a|span)\b", re.IGNORECASE)
_INVISIBLE = re.compile(r"<(style|script|head)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_QUOTED_MARKUP = re.compile(r"<blockquote\b.*(?:</blockquote\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"""<a\b[^<>]{0,1000}?\bhref\s*=\s*["']?([^"'\s<>]+)[^<>]{0,4000}>""", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|hr|/p|/div|/tr|/li|/h\d|/table)\b[^<>]{0,4000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,200}")
_URL = re.compile(r"https?://", re.IGNORECASE)
_WHOLE_URL = re.compile(r"https?://[^\s\u3000-\u9fff]{1,2000}", re.IGNORECASE)
_HEADED = 5  # lines in which a quoted mail's headers stand together
_DAY = re.compile(
    r"\d{4}\D{1,3}\d{1,2}\D{1,3}\d{1,2}(?!\d)\u65e5?(?:\s*\d{1,2}[:：]\d{2}(?::\d{2})?)?"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4}"
)
_AROUND = 12  # characters on each side of a word that says how long, where no day is told


@dataclass(frozen=True, slots=True)
class Offer:
    """That a mail offers files for download; `until` is what it says of the time, empty where it says nothing."""

    until: str


def offer_in(mail: Mail, language: Language) -> Offer | None:
    """Return what `mail` offers for download in its sender's own words, as net disks and mail services do."""
    lines = [line for text in mail.texts for line in _own_lines(text, mail.subject, language)]
    text = _ADDRESS.sub(" ", "\n".join(lines)).lower()
    return Offer(_until(lines, language)) if _offers(text, language) else None


def _offers(text: str, language: Language) -> bool:
    if _names(text, language.lists["download_hosts"]):
        return True
    if _names(text, language.lists["download_words"]):
        return bool(_URL.search(text)) or not _names(text, language.lists["receipt_words"])
    return bool(_URL.search(text)) and _names(text, language.lists["download_hints"])


def _names(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


def _own_lines(text: str, subject: str, language: Language) -> Iterator[str]:
    """Yield the lines that a mail's sender wrote; of a mail that is sent on, all."""
    passed_on = plain(subject).lower().startswith(language.lists["forward_marks"])
    lines = _lines(text[:_LONGEST], quotes=passed_on)
    for number, line in enumerate(lines):
        if not passed_on and _begins_quote(lines[number : number + _HEADED], language):
            return
        if passed_on or not line.startswith(">"):
            yield line


def _lines(text: str, *, quotes: bool) -> list[str]:
    if _MARKUP.search(text):
        text = _INVISIBLE.sub(" ", text)
        text = text if quotes else _QUOTED_MARKUP.sub("\n", text)
        text = _TAG.sub("", _BREAK.sub("\n", _LINK.sub(r" \1 ", text)))
        text = html.unescape(text)
    return [line.replace("\xa0", " ").strip() for line in text.splitlines()]


def _begins_quote(lines: Sequence[str], language: Language) -> bool:
    """Whether a mail that is answered begins here: its mark, who wrote it, or its headers."""
    first = lines[0].lower()
    if _names(first, language.lists["quote_marks"]) and first.startswith(("-", "_", "=")):
        return True
    if first.rstrip(":： ").endswith(language.lists["wrote_words"]):
        return True
    heads = language.lists["quoted_heads"]
    return first.startswith(heads) and sum(each.lower().startswith(heads) for each in lines) > 1


def _until(lines: Sequence[str], language: Language) -> str:
    for line in (_WHOLE_URL.sub(" ", each) for each in lines):
        for word in language.lists["expiry_words"]:
            place = line.lower().find(word)
            if place >= 0:
                return _told(line, place, len(word))
    return ""


def _told(line: str, place: int, length: int) -> str:
    """Return the day that stands nearest to the word at `place`, else the words around it."""
    days = sorted(_DAY.finditer(line), key=lambda day: min(abs(day.start() - place), abs(day.end() - place)))
    around = line[max(0, place - _AROUND) : place + length + _AROUND]
    return plain(days[0][0] if days else around)
