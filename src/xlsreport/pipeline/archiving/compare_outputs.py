"""What an output that was made again says otherwise than the one in the bag, in sentences and limited in number."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path, PurePosixPath

from xlsreport.language import Language, language_named
from xlsreport.model.address import Address
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import BLANK, Cell, Sheet, Unreadable, Workbook
from xlsreport.package import unlike
from xlsreport.reading import read_paragraphs, read_workbook
from xlsreport.writing.files.json_document import without_stamp

_SHOWN = 10  # differences of one output
_STAMPED = ("schema", "program")  # of findings.json: another version may have written the same
_LONGEST, _LEAD = 60, 20  # characters of a text, and how many of them before the first that differs


@dataclass(frozen=True, slots=True)
class OutputPair:
    """An output twice: the file in the bag, and the one made again. `name` is what it was called."""

    name: str
    was: Path
    now: Path


@dataclass(frozen=True, slots=True)
class Difference:
    """An output that is not the same: what differs, the first of it, and how much `more` does.

    `packed` alone is true where every member is the same and only the packing is not: no difference that counts.
    """

    name: str
    lines: tuple[str, ...] = ()
    more: int = 0
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The work of saying how two files differ: sent to a worker process, for whoever altered a bag may mean harm."""

    language: str

    def prepare(self) -> None:
        """Load the texts."""
        language_named(self.language)

    def __call__(self, pair: OutputPair) -> Difference | None:
        """Compare two files."""
        return difference(pair, language_named(self.language))


def difference(pair: OutputPair, language: Language) -> Difference | None:
    """Return how the two files of `pair` differ; None where they are the same to the byte.

    Which version of the program wrote a document is no part of what it says.
    """
    was, now = pair.was.read_bytes(), pair.now.read_bytes()
    if was == now or without_stamp(was) == without_stamp(now):
        return None
    parts = unlike(was, now)
    if parts == ():
        return Difference(pair.name, packed=True)
    told = _TELLERS.get(PurePosixPath(pair.now.name).suffix, _lines)(pair, language)
    shown = tuple(islice(told, _SHOWN))
    more = sum(1 for _ in told)
    return Difference(pair.name, (*_parts(parts or (), language), *shown), more)


def _parts(parts: Sequence[str], language: Language) -> Iterator[str]:
    if parts:
        more = language.text("reproduce_more", count=len(parts) - _SHOWN) if len(parts) > _SHOWN else ""
        named = language.text("comma").join((*parts[:_SHOWN], *([more] if more else [])))
        yield language.text("reproduce_parts", parts=named)


def _cells(pair: OutputPair, language: Language) -> Iterator[str]:
    was, now = read_workbook(pair.was), read_workbook(pair.now)
    if isinstance(was, Unreadable) or isinstance(now, Unreadable):
        yield from _unreadable(was, now, language)
        return
    for name in dict.fromkeys((*now.sheets, *was.sheets)):
        before, after = was.sheets.get(name), now.sheets.get(name)
        if before is not None and after is not None:
            yield from _of_sheet(before, after, language)
        else:
            key = "reproduce_only_was" if after is None else "reproduce_only_now"
            yield language.text(key, what=language.text("reproduce_sheet", sheet=name))


def _of_sheet(before: Sheet, after: Sheet, language: Language) -> Iterator[str]:
    for row, column in sorted({*before.cells, *after.cells}):
        was, now = (sheet.cells.get((row, column), BLANK) for sheet in (before, after))
        if was != now:
            of_formula = was.formula != now.formula
            shown = [_shown(each, of_formula=of_formula) for each in (was, now)]
            yield _changed(str(Address(after.name, row, column)), (shown[0], shown[1]), language)


def _shown(cell: Cell, *, of_formula: bool) -> str:
    return cell.formula if of_formula and cell.formula is not None else as_text(cell.value)


def _paragraphs(pair: OutputPair, language: Language) -> Iterator[str]:
    was, now = read_paragraphs(pair.was), read_paragraphs(pair.now)
    if isinstance(was, Unreadable) or isinstance(now, Unreadable):
        yield from _unreadable(was, now, language)
    else:
        yield from _one_by_one(was, now, language, "reproduce_paragraph")


def _lines(pair: OutputPair, language: Language) -> Iterator[str]:
    was, now = (path.read_bytes().decode("utf-8", "replace").splitlines() for path in (pair.was, pair.now))
    yield from _one_by_one(was, now, language, "reproduce_line")


def _one_by_one(was: Sequence[str], now: Sequence[str], language: Language, key: str) -> Iterator[str]:
    """Yield what differs between the common beginning and the common end of two sequences, pair by pair."""
    start = _alike(was, now)
    end = min(_alike(was[::-1], now[::-1]), min(len(was), len(now)) - start)
    changed = zip_longest(was[start : len(was) - end], now[start : len(now) - end])
    for number, (before, after) in enumerate(changed, start + 1):
        if before != after:
            yield _changed(language.text(key, number=number), (before or "", after or ""), language)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many items two sequences begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _findings(pair: OutputPair, language: Language) -> Iterator[str]:
    was, now = _document(pair.was), _document(pair.now)
    if was is None or now is None:
        yield from _lines(pair, language)
        return
    for key, told in (("standings", "reproduce_standing"), ("findings", "reproduce_finding")):
        before, after = _items(was.get(key)), _items(now.get(key))
        yield from (language.text("reproduce_only_was", what=_item(each, language, told)) for each in before - after)
        yield from (language.text("reproduce_only_now", what=_item(each, language, told)) for each in after - before)
    yield from _figures(was, now, language)


def _document(path: Path) -> Mapping[str, object] | None:
    try:
        found = json.loads(path.read_bytes().decode("utf-8"), parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _items(found: object) -> Counter[str]:
    return Counter(json.dumps(each, ensure_ascii=False) for each in found) if isinstance(found, list) else Counter()


def _item(item: str, language: Language, key: str) -> str:
    """Return a standing or a finding of findings.json in one line; what has not its shape, as it is."""
    found = json.loads(item)
    if not isinstance(found, dict):
        return _cut(item, 0)
    where = "!".join(str(found[each]) for each in ("sheet", "cell") if found.get(each))
    place = ":".join(each for each in (str(found.get("file") or ""), where) if each)
    said = [str(found[each]) for each in ("code", "department", "standing", "message") if found.get(each)]
    return language.text(key, place=place, said=_cut(" ".join(said), 0))


def _figures(was: Mapping[str, object], now: Mapping[str, object], language: Language) -> Iterator[str]:
    """Yield what differs outside the lists: the totals by address, and what stands at the document's top."""
    for place, before, after in _values(was, now):
        if isinstance(before, dict) and isinstance(after, dict):
            inner = _values(before, after)
            yield from (_changed(cell, (_plain(one), _plain(other)), language) for cell, one, other in inner)
        elif not isinstance(after, list):
            yield _changed(place, (_plain(before), _plain(after)), language)


def _values(was: Mapping[str, object], now: Mapping[str, object]) -> Iterator[tuple[str, object, object]]:
    for key in dict.fromkeys((*now, *was)):
        if key not in _STAMPED and was.get(key) != now.get(key):
            yield key, was.get(key), now.get(key)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _unreadable(was: Workbook | tuple[str, ...] | Unreadable, now: object, language: Language) -> Iterator[str]:
    if isinstance(was, Unreadable):
        yield language.text("reproduce_unreadable", reason=language.message(was.code, reason=was.reason))
    elif isinstance(now, Unreadable):
        yield language.text("reproduce_untold", reason=language.message(now.code, reason=now.reason))


def _changed(place: str, pair: tuple[str, str], language: Language) -> str:
    start = max(0, _alike(*pair) - _LEAD)
    was, now = (_cut(each, start) or language.text("blank") for each in pair)
    return language.text("reproduce_changed", place=place, was=was, now=now)


def _cut(text: str, start: int) -> str:
    if len(text) <= _LONGEST:
        return text
    shown = text[start : start + _LONGEST]
    return ("…" if start else "") + shown + ("…" if start + _LONGEST < len(text) else "")


_TELLERS: Mapping[str, Callable[[OutputPair, Language], Iterator[str]]] = {
    ".xlsx": _cells,
    ".docx": _paragraphs,
    ".json": _findings,
}
