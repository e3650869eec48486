"""An archived year as figures by the addresses of this year's form. Of a bag only its tables and record are read."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from xlsreport.archive.record import Record
from xlsreport.archive.store import StoredBag, bags_in_force
from xlsreport.archive.tables import ValueRow
from xlsreport.language import language_of
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.period import kind_of
from xlsreport.model.workbook import Value
from xlsreport.model.years import WholeSource
from xlsreport.pipeline.years.bag_tables import FigureTable, OwnCells, ToldCell, address_of, texts_of
from xlsreport.pipeline.years.known_years import KnownYears, known_years
from xlsreport.pipeline.years.small_figures import MANY, FiguresAside, YearFigures, figures_of

_SHOWN = 5  # labels that a note lists


@dataclass(frozen=True, slots=True)
class ArchivedYear:
    """What the bag of one period says: figures by a unit's code, and the whole's.

    `names` are the units of that year's roster by code, with their aliases, whether or not they sent anything;
    `known` are the cells that its edition of the form has too, None for all; `notes` what the coordinator is to know
    before these figures are used.
    """

    period: int
    record: Record
    units: Mapping[str, Mapping[Address, Value]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: Mapping[Address, Value] | None = None
    known: frozenset[Address] | None = None
    notes: tuple[str, ...] = ()

    def unit(self, said: str) -> str | None:
        """Return the code of the unit that `said` names, by code or else by name; None where none or several do."""
        if said in self.names:
            return said
        named = [code for code, names in self.names.items() if said in names]
        return named[0] if len(named) == 1 else None


def archived_years(workspace: Path, form: Form, period: int, *, kept: bool = False) -> tuple[ArchivedYear, ...]:
    """Return the archived years before `period`, the newest first; none where the year before is not archived.

    Those that are `kept` from an earlier run are taken, and these kept. Raises `ArchiveError` for a bag that is damaged
    or from a newer version.
    """
    bags = [bag for bag in bags_in_force(workspace) if kind_of(bag.period) is kind_of(period) and bag.period < period]
    if not bags or bags[-1].period != period - 1:
        return ()
    figures = frozenset((*(each.address for each in form.figures), *form.totals))
    newest, *older = ((bag, bag.record()) for bag in reversed(bags))
    many = any(len(record.departments) > MANY for _, record in (newest, *older))
    with known_years(workspace, form) if kept and many else nullcontext() as known:
        return _year(*newest, form, None, known), *(_year(*each, form, figures, known) for each in older)


def every_archived_year(workspace: Path, form: Form) -> tuple[ArchivedYear, ...]:
    """Return all archived years with their figures, texts aside, the oldest first; none where nothing is archived.

    Raises `ArchiveError` for a bag that is damaged or from a newer version.
    """
    figures = frozenset((*(each.address for each in form.figures), *form.formulas))
    return tuple(_year(bag, bag.record(), form, figures) for bag in bags_in_force(workspace))


def archived_years_with_texts(workspace: Path, form: Form) -> tuple[ArchivedYear, ...]:
    """Return all archived years with all that they say, the oldest first; none where nothing is archived.

    Raises `ArchiveError` for a bag that is damaged or from a newer version.
    """
    return tuple(_year(bag, bag.record(), form) for bag in bags_in_force(workspace))


def _year(
    bag: StoredBag,
    record: Record,
    form: Form,
    wanted: Collection[Address] | None = None,
    known: KnownYears | None = None,
) -> ArchivedYear:
    """Return what `bag` says; of an older one, only the figures `wanted`, which are all that it is asked for."""
    many = len(record.departments) > MANY
    asked = "all" if wanted is None else "figures"
    figures = known.year(bag, asked) if known and many else None
    if figures is None:
        figures = _figures(bag, form, record, wanted)
        if known and many:
            known.keep(bag, asked, figures)
    names = {each.code: (each.name, *each.aliases) for each in record.departments}
    return ArchivedYear(
        period=bag.period,
        record=record,
        units={code: own for code, own in figures.units.items() if code},
        names={**names, **{code: (name,) for code, name in figures.names.items() if code not in names}},
        whole=figures.units.get(""),
        known=figures.known,
        notes=tuple(_notes(record, form, figures.lost)),
    )


def _figures(bag: StoredBag, form: Form, record: Record, wanted: Collection[Address] | None) -> YearFigures:
    many = len(record.departments) > MANY  # their rows fit no memory
    same = (record.form.id, record.form.edition) == (form.id, form.edition)
    table, places = FigureTable(bag), OwnCells(form)
    if not same:  # where a cell stands in our form, all cells together say
        told = table.cells_and_names()[0]
        found = _by_map(form, record, told) or _by_label(form, told)
        places.update(dict.fromkeys((each.sheet, each.cell) for each in told))
        places.update(found)
    aside = FiguresAside((*form.fields, *form.formulas)) if many else None
    texts = texts_of(bag, form) if same and wanted is None else ()
    units = figures_of(_placed(table.rows(), places, wanted), texts, aside)
    cells, names = table.cells_and_names()
    lost = dict.fromkeys(f"{each.sheet} {each.label}" for each in cells if places[each.sheet, each.cell] is None)
    known = None if same else frozenset(where for where in places.values() if where is not None)
    return YearFigures(units, names, known, tuple(lost), aside)


def _placed(
    rows: Iterable[ValueRow], places: Mapping[tuple[str, str], Address | None], wanted: Collection[Address] | None
) -> Iterator[tuple[str, Address, Decimal]]:
    for row in rows:
        where = places[row.sheet, row.cell]
        if where is not None and (wanted is None or where in wanted):
            yield row.code, where, row.value


def whole_source(record: Record) -> WholeSource:
    """Return what a bag's figures of the whole are: only one that names the published document has published ones."""
    if record.published is not None:
        return WholeSource.PUBLISHED
    if record.imported:
        return WholeSource.WORKBOOK
    return WholeSource.ARCHIVED if record.draft is None else WholeSource.DRAFT


def _by_label(form: Form, cells: Sequence[ToldCell]) -> dict[tuple[str, str], Address]:
    """Return where the cells of another edition stand in `form`: those whose sheet and label only one of each bears.

    A cell that is measured in another unit is another cell.
    """
    ours = [(a.sheet, form.label(a)) for a in (*form.fields, *form.formulas)]
    theirs = dict.fromkeys((each.sheet, each.cell, each.label, each.unit) for each in cells)
    once = {key for key, count in Counter(ours).items() if count == 1 and key[1]}
    once &= {key for key, count in Counter((sheet, label) for sheet, _, label, _ in theirs).items() if count == 1}
    where = dict(zip(ours, (*form.fields, *form.formulas), strict=True))
    return {
        (sheet, cell): where[sheet, label]
        for sheet, cell, label, unit in theirs
        if (sheet, label) in once and _measured_alike(form, where[sheet, label], unit)
    }


def _by_map(form: Form, record: Record, cells: Sequence[ToldCell]) -> dict[tuple[str, str], Address]:
    """Return where the cells of another edition stand by what `form` itself says of it; nothing where it is silent."""
    edition = form.editions.get(record.form.edition)
    if edition is None or (edition.form or form.id) != record.form.id:
        return {}
    units = {(each.sheet, each.cell): each.unit for each in cells}
    places = {key: edition.cells[cell] for key in units if (cell := address_of(*key)) in edition.cells and cell}
    return {key: cell for key, cell in places.items() if _measured_alike(form, cell, units[key])}


def _measured_alike(form: Form, address: Address, unit: str) -> bool:
    field = form.fields.get(address)
    return not unit or field is None or field.measure.unit in ("", unit)


def _notes(record: Record, form: Form, lost: tuple[str, ...]) -> Iterator[str]:
    text = language_of(form).text
    if record.draft is not None:
        yield text("earlier_draft", bag=record.identifier, reason=record.draft)
    if lost:
        key = "earlier_lost" if record.form.id == form.id else "earlier_other_form"
        told = {"bag": record.identifier, "form": record.form.id, "edition": record.form.edition, "count": len(lost)}
        yield text(key, **told, labels=text("comma").join(lost[:_SHOWN]))
