"""Mails that brought no workbook: told once, however many they are, and nobody's standing."""

from collections.abc import Iterator, Sequence

from xlsreport.language import Language
from xlsreport.model.outcome import MereMails
from xlsreport.model.source import SourceFile

_MOST_NAMED = 20


def mere_mails(files: Sequence[SourceFile], language: Language) -> tuple[MereMails, ...]:
    """Return `files`, which all brought nothing, by what they are, each kind with its one note."""
    kinds: dict[str, list[SourceFile]] = {}
    for each in files:
        if each.problem is not None:
            kinds.setdefault(each.problem.code, []).append(each)
    return tuple(_folded(code, kinds[code], language) for code in sorted(kinds))


def _folded(code: str, files: Sequence[SourceFile], language: Language) -> MereMails:
    """Return the mails of one kind; a single one is told by its own words."""
    subject = files[0].problem.reason if files[0].problem else ""
    reason = _listed(files, language) if len(files) > 1 else subject
    return MereMails(tuple(files), language.finding(code, {"reason": reason}))


def _listed(files: Sequence[SourceFile], language: Language) -> str:
    named = language.text("comma").join(_names(files))
    more = language.text("changed_more") if len(files) > _MOST_NAMED else ""
    return language.text("mails_together", count=len(files), names=named + more)


def _names(files: Sequence[SourceFile]) -> Iterator[str]:
    for each in files[:_MOST_NAMED]:
        yield f"{each.name} <{each.senders[0]}>" if each.senders else each.name
