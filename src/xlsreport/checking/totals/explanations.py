"""What a department says beside a query: whether it explains anything."""

import re
from collections.abc import Sequence
from dataclasses import replace

from xlsreport.checking.cells.typed_numbers import visible
from xlsreport.language import Language
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.workbook import Value

_NO_WORD = re.compile(r"\W+")
_NUMERALS = "一二两三四五六七八九十百千万"
_SHOWN = 20  # characters of an explanation that a sentence quotes


def with_explanations(language: Language, queries: Sequence[tuple[Finding, Value]]) -> tuple[Finding, ...]:
    """Return the findings with their departments' explanations, in their order; errors are not excused by any.

    An explanation counts where it says something: it is not blank or hollow, not one sentence for every query of
    several, and names a figure or a reason. Else the query stays, and its sentence says why it was not heard.
    """
    alike = _one_for_all([(finding, text) for finding, text in queries if finding.severity is Severity.QUERY])
    return tuple(_heard(language, finding, text, alike=alike) for finding, text in queries)


def _heard(language: Language, finding: Finding, text: Value, *, alike: bool) -> Finding:
    if finding.severity is not Severity.QUERY or not isinstance(text, str) or not text.strip():
        return finding
    reason = _why_not(language, text, alike=alike)
    if reason is None:
        return replace(finding, explanation=text.strip())
    quoted = text.strip() if len(text.strip()) <= _SHOWN else f"{text.strip()[:_SHOWN]}…"
    why = language.text(reason, text=quoted)
    letter = finding.letter + why if finding.letter else ""
    return replace(finding, message=finding.message + why, letter=letter)


def _why_not(language: Language, text: str, *, alike: bool) -> str | None:
    """Return the key of the reason why `text` explains nothing; None where it does."""
    if _bare(text) in {"", *map(_bare, language.lists["hollow"])}:
        return "explanation_hollow"
    if alike:
        return "explanation_for_all"
    if not _figure(language).search(visible(text)) and not _reasons(language).search(text):
        return "explanation_vague"
    return None


def _figure(language: Language) -> re.Pattern[str]:
    """Return what finds a figure: digits, or numerals before a unit, lest 一致 be one."""
    units = "|".join(map(re.escape, language.lists["units"]))
    return re.compile(rf"[0-9]|[{_NUMERALS}](?:{units})" if units else "[0-9]")


def _reasons(language: Language) -> re.Pattern[str]:
    """Return what finds a word that gives a reason; words of letters are whole words."""
    words = language.lists["reasons"]
    return re.compile("|".join(rf"\b{word}" if word.isascii() else word for word in words), re.IGNORECASE)


def _one_for_all(queries: Sequence[tuple[Finding, Value]]) -> bool:
    """Whether one sentence stands beside every query of several kinds: what is asked alike is answered alike."""
    said = [_bare(text) for _, text in queries if isinstance(text, str) and text.strip()]
    kinds = {finding.code for finding, _ in queries}
    return len(kinds) > 1 and len(said) == len(queries) and len(set(said)) == 1


def _bare(text: str) -> str:
    """Return the words of `text` without spaces, punctuation and the difference of small and capital letters."""
    return _NO_WORD.sub("", visible(text)).casefold()
