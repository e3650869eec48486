"""The figures of earlier years that a run used, into its bag and out of it again."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledYear
from xlsreport.archive.store import StoredBag
from xlsreport.archive.tables import TextRow, ValueRow, read_texts, read_values
from xlsreport.errors import ArchiveError
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.outcome import Outcome
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.workbook import Value
from xlsreport.model.years import WholeSource
from xlsreport.pipeline.archiving.tidy_rows import Teller

SUMS = "previous/sums.csv"  # in the payload of a bag
_Sender = tuple[int, str, str]  # period, code, name


def filed_years(previous: PreviousYear, period: int) -> tuple[FiledYear, ...]:
    """Return what a record says of the years in `previous`, those before `period`."""
    return tuple(_filed(year, period) for year in _years(previous))


def tellers_before(previous: PreviousYear, outcome: Outcome) -> Iterator[Teller]:
    """Yield everybody whose figures are known from earlier years, departments of this year's roster or not.

    One known by code alone has no name, one known by name alone no code. So has the whole, in archived years alone.
    """
    for year in _years(previous):
        period = year.period or outcome.period - 1
        yield from _senders(year, period)
        if year.whole is not None:
            yield Teller(period, "", outcome.whole.identity.name, year.whole)


def sums_before(previous: PreviousYear, outcome: Outcome) -> Iterator[Teller]:
    """Yield what the units of each archived year add up to, where none lacked."""
    for year in _years(previous):
        if year.summed is not None:
            yield Teller(year.period or outcome.period - 1, "", outcome.whole.identity.name, year.summed)


def previous_year_used(bag: StoredBag, record: Record) -> PreviousYear:
    """Return the figures of earlier years that the run of `bag` used; raises `ArchiveError` where they are damaged."""
    senders: dict[_Sender, dict[Address, Value]] = {}
    for row in _rows(bag):
        value = row.value if isinstance(row, ValueRow) else row.text
        senders.setdefault((row.period, row.code, row.name), {})[_address(row.sheet, row.cell)] = value
    sums = _sums(bag)
    years = [
        replace(_year(year, {k: v for k, v in senders.items() if k[0] == year.period}), summed=sums.get(year.period))
        for year in record.years
    ]
    return replace(years[0], older=tuple(years[1:])) if years else PreviousYear()


def _years(previous: PreviousYear) -> tuple[PreviousYear, ...]:
    years = (previous, *previous.older)
    return tuple(each for each in years if each.by_code or each.by_name or each.whole is not None)


def _filed(year: PreviousYear, period: int) -> FiledYear:
    known = None if year.known is None else tuple(str(each) for each in sorted(year.known))
    return FiledYear(year.period or period - 1, year.period is not None, known, year.source.value)


def _senders(year: PreviousYear, period: int) -> Iterator[Teller]:
    """Yield the senders of a year; the code and the name that lead to the same figures are one sender's."""
    names: dict[int, list[str]] = {}
    for name, figures in year.by_name.items():
        names.setdefault(id(figures), []).append(name)
    for code, figures in year.by_code.items():
        own = names.get(id(figures))
        yield Teller(period, code, own.pop(0) if own else "", figures)
    for name, figures in year.by_name.items():
        if name in names[id(figures)]:
            yield Teller(period, "", name, figures)


def _rows(bag: StoredBag) -> Iterator[ValueRow | TextRow]:
    values, texts = bag.data / "previous/values.csv", bag.data / "previous/texts.csv"
    if values.is_file():
        yield from read_values(values, str(values))
    if texts.is_file():
        yield from read_texts(texts, str(texts))


def _sums(bag: StoredBag) -> Mapping[int, Mapping[Address, Value]]:
    path, found = bag.data / SUMS, dict[int, dict[Address, Value]]()
    for row in read_values(path, str(path)) if path.is_file() else ():
        found.setdefault(row.period, {})[_address(row.sheet, row.cell)] = row.value
    return found


def _year(filed: FiledYear, senders: Mapping[_Sender, Mapping[Address, Value]]) -> PreviousYear:
    whole = {name: figures for (_, code, name), figures in senders.items() if filed.archived and not code}
    units = {key: figures for key, figures in senders.items() if key[1] or not filed.archived}
    return PreviousYear(
        by_code={code: figures for (_, code, _), figures in units.items() if code},
        by_name={name: figures for (_, _, name), figures in units.items() if name},
        whole=next(iter(whole.values()), None),
        period=filed.period if filed.archived else None,
        known=None if filed.known is None else frozenset(_address("", each) for each in filed.known),
        source=_source(filed),
    )


def _source(filed: FiledYear) -> WholeSource:
    """Return where the whole's figures came from; a bag that does not say it took them from a workbook or a bag."""
    try:
        return WholeSource(filed.whole)
    except ValueError:
        return WholeSource.ARCHIVED if filed.archived else WholeSource.WORKBOOK


def _address(sheet: str, cell: str) -> Address:
    try:
        return Address.parse(cell, sheet) if sheet else Address.parse(cell)
    except ValueError:
        raise ArchiveError(bilingual("no_cell", cell=f"{sheet} {cell}")) from None
