"""values.csv and texts.csv: a year's figures and texts as rows, and as the bytes of the files."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from pathlib import Path
from sys import intern
from typing import NamedTuple

from xlsreport.errors import ArchiveError
from xlsreport.language import bilingual
from xlsreport.model.period import named_period
from xlsreport.model.wording import plain_decimal

_VALUE_HEADS = ("period", "code", "name", "sheet", "cell", "label", "value", "unit")
_TEXT_HEADS = ("period", "code", "name", "sheet", "cell", "text")
_PIECE = 1 << 18  # characters
_YEAR = re.compile(r"\d{4}", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


class ValueRow(NamedTuple):  # a quarter of a million are read where a thousand departments are archived
    """One number of a department or, without a code, of the whole."""

    period: int
    code: str
    name: str
    sheet: str
    cell: str
    label: str
    value: Decimal
    unit: str = ""


class TextRow(NamedTuple):
    """One text of a department or, without a code, of the whole."""

    period: int
    code: str
    name: str
    sheet: str
    cell: str
    text: str


def values_bytes(rows: Iterable[ValueRow]) -> bytes:
    """Return values.csv for `rows`; every number in its shortest exact decimal."""
    return b"".join(values_pieces(rows))


def values_pieces(rows: Iterable[ValueRow]) -> Iterator[bytes]:
    """Yield the same piece by piece: a nation's figures are more than memory holds."""
    return _written(
        _VALUE_HEADS,
        ((r.period, r.code, r.name, r.sheet, r.cell, r.label, plain_decimal(r.value), r.unit) for r in rows),
    )


def texts_bytes(rows: Iterable[TextRow]) -> bytes:
    """Return texts.csv for `rows`."""
    return b"".join(texts_pieces(rows))


def texts_pieces(rows: Iterable[TextRow]) -> Iterator[bytes]:
    """Yield the same piece by piece."""
    return _written(_TEXT_HEADS, ((r.period, r.code, r.name, r.sheet, r.cell, r.text) for r in rows))


def read_values(data: bytes | Path, place: str) -> Iterator[ValueRow]:
    """Yield the rows of the values.csv `data` at `place`; raises `ArchiveError` naming the line that is wrong."""
    for line, row in _read(data, place, _VALUE_HEADS):
        period, value = _period(row[0]), _number(row[6])
        if period is None or value is None:
            raise _wrong(place, line)
        code, name, sheet, cell, label, _, unit = map(intern, row[1:])  # they stand in many rows: one object each
        yield ValueRow(period, code, name, sheet, cell, label, value, unit)


def read_texts(data: bytes | Path, place: str) -> Iterator[TextRow]:
    """Yield the rows of the texts.csv `data` at `place`; raises `ArchiveError` naming the line that is wrong."""
    for line, row in _read(data, place, _TEXT_HEADS):
        if (period := _period(row[0])) is None:
            raise _wrong(place, line)
        yield TextRow(period, row[1], row[2], row[3], row[4], row[5])


@lru_cache(maxsize=64)
def _period(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text) else named_period(text)


@lru_cache(maxsize=4096)  # most figures are small and stand in many rows: one object each
def _number(text: str) -> Decimal | None:
    return Decimal(text) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True, slots=True)
class _Lines:
    """Takes the rows of a csv writer, and ends each with a line feed alone."""

    out: io.StringIO

    def write(self, row: str) -> None:
        """Take one row."""
        self.out.write(row.removesuffix("\r\n") + "\n")


def _written(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    out = io.StringIO(newline="")
    writer = csv.writer(_Lines(out), lineterminator="\r\n")  # it is sure to quote only the signs in its line end
    for row in chain((heads,), rows):
        writer.writerow(row)
        if out.tell() > _PIECE:
            yield out.getvalue().encode("utf-8", "backslashreplace")
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode("utf-8", "backslashreplace")


def _read(data: bytes | Path, place: str, heads: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(2**31 - 1)  # a text may be longer than the 131,072 characters of the default
    with data.open("rb") if isinstance(data, Path) else io.BytesIO(data) as raw:
        lines = io.TextIOWrapper(raw, encoding="utf-8", newline="")  # never the whole of it as text
        yield from _rows(lines, place, heads)


def _rows(lines: io.TextIOWrapper, place: str, heads: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        reader = csv.reader(lines, strict=True)
        if next(reader, None) != list(heads):
            raise _wrong(place, 1)
        for row in reader:
            if len(row) != len(heads):
                raise _wrong(place, reader.line_num)
            yield reader.line_num, row
    except (UnicodeDecodeError, csv.Error) as error:
        raise ArchiveError(bilingual("table_damaged", at=place, error=error)) from None


def _wrong(place: str, line: int) -> ArchiveError:
    return ArchiveError(bilingual("table_line", at=place, line=line))
