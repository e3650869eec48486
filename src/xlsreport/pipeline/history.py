"""The figures over all archived years."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsreport.archive.years import archived_years
from xlsreport.consolidation import consolidate
from xlsreport.errors import WorkspaceError
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.archived import WHOLE, ArchivedUnit, Numbers
from xlsreport.model.form import Form
from xlsreport.model.roster import Department
from xlsreport.model.trend import Change, History, Origin, Series, Unit
from xlsreport.model.workbook import Value
from xlsreport.pipeline.desk import Desk
from xlsreport.pipeline.editions import Mapped, in_terms_of
from xlsreport.pipeline.explaining import figure_address
from xlsreport.pipeline.following import ancestry, unclaimed
from xlsreport.writing.history import history_bytes
from xlsreport.writing.publish import written_together
from xlsreport.writing.summary.main_figures import most_telling

_Figure = Callable[[Address], Decimal | None]


@dataclass(frozen=True, slots=True)
class _Told:
    """What one year says of one department, and whose figures these are."""

    figure: _Figure
    origin: Origin | None = None


def history(desk: Desk, items: Sequence[str] = (), departments: Sequence[str] = ()) -> History:
    """Return the figures at the addresses `items`, the form's main ones by default, over the archived years.

    Only `departments`, by code or name, are among the units where any are named. Raises `WorkspaceError` where
    nothing is archived, an item is no figure of the form, or a department is in neither the roster nor an archive.
    """
    years = [in_terms_of(desk.form, each) for each in archived_years(desk.workspace.archive, desk.language)]
    if not years:
        raise WorkspaceError(desk.language.text("nothing_archived", folder=desk.workspace.archive))
    asked = tuple(dict.fromkeys(figure_address(desk, each) for each in items)) or _main(desk.form, years)
    joined = [_joined(desk.form, each) for each in years]
    units = (*_listed(desk, years, asked), *_gone(desk, years, asked))
    whole = [_whole(each, total) for each, total in zip(years, joined, strict=True)]
    return History(
        form=desk.form,
        name=years[-1].year.name,
        periods=tuple(each.year.period for each in years),
        items=asked,
        whole={a: tuple(figure(a) for figure in whole) for a in asked},
        summed={a: tuple(figure(a) for figure in joined) for a in asked},
        units=_named(units, departments, desk) if departments else units,
        unmapped=_unmapped(desk.form, years, asked),
        drafts=tuple(each.year.period for each in years if each.year.draft),
        imported=tuple(each.year.period for each in years if each.year.imported),
        lacking=tuple(each.year.period for each in years if WHOLE not in each.year.figures and _lacks(each)),
        pending=_pending(desk, years),
    )


def write_history(history: History, language: Language, path: Path) -> Path:
    """Write the workbook of `history` to `path` and return it."""
    written_together(path.parent, {path.name: history_bytes(history, language)})
    return path


def _main(form: Form, years: Sequence[Mapped]) -> tuple[Address, ...]:
    newest = _whole(years[-1], _joined(form, years[-1]))
    return most_telling(form, newest)


def _joined(form: Form, mapped: Mapped) -> _Figure:
    counted = [each.code for each in mapped.year.units if each.counted]
    return _join(form, mapped, [mapped.year.figures[code] for code in counted if code in mapped.year.figures])


def _join(form: Form, mapped: Mapped, parts: Sequence[Numbers]) -> _Figure:
    """Return the figures of `parts` joined as the form says; a figure that the year's form lacks is not known."""
    total = consolidate(form, parts)

    def figure(address: Address) -> Decimal | None:
        return _number(total.value(address)) if parts and mapped.joins(form, address) else None

    return figure


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def _whole(mapped: Mapped, joined: _Figure) -> _Figure:
    published = mapped.year.figures.get(WHOLE)
    if published is not None:
        return published.get
    return _nothing if _lacks(mapped) else joined


def _nothing(_: Address) -> None:
    return None


def _lacks(mapped: Mapped) -> bool:
    """Whether a department that counts has no figures."""
    return any(each.counted and each.code not in mapped.year.figures for each in mapped.year.units)


def _listed(desk: Desk, years: Sequence[Mapped], items: Sequence[Address]) -> Iterator[Unit]:
    for department in desk.roster.departments:
        told = [_told(desk, department, each) for each in years]
        origins = tuple(each.origin for each in told if each.origin)
        yield Unit(department.code, department.name, _series(told, items), origins)


def _series(told: Sequence[_Told], items: Sequence[Address]) -> Mapping[Address, Series]:
    return {item: tuple(each.figure(item) for each in told) for item in items}


def _told(desk: Desk, department: Department, mapped: Mapped) -> _Told:
    year = mapped.year
    found = ancestry(department, year, desk.roster)
    units = found.units or found.divided
    origin = Origin(year.period, found.change, tuple(each.name for each in units)) if found.change else None
    parts = [year.figures[each.code] for each in found.units if each.code in year.figures]
    if not parts:
        return _Told(_nothing, origin)
    if len(found.units) == 1:
        return _Told(parts[0].get, origin)
    if len(parts) < len(found.units):  # a sum without one of them would look like the whole of it
        lacking = tuple(each.name for each in found.units if each.code not in year.figures)
        return _Told(_nothing, Origin(year.period, Change.INCOMPLETE, lacking))
    return _Told(_join(desk.form, mapped, parts), origin)


def _gone(desk: Desk, years: Sequence[Mapped], items: Sequence[Address]) -> Iterator[Unit]:
    """Yield the units of earlier years that are in the roster no more and have no successor in it."""
    last: dict[str, ArchivedUnit] = {}
    for mapped in years:
        last |= {each.code: each for each in unclaimed(mapped.year, desk.roster)}
    for code, unit in sorted(last.items()):
        told = [_Told(each.year.figures.get(code, {}).get) for each in years]
        yield Unit(code, unit.name, _series(told, items), listed=False)


def _named(units: Sequence[Unit], departments: Sequence[str], desk: Desk) -> tuple[Unit, ...]:
    chosen = []
    for text in departments:
        department = desk.roster.named(text)
        code = department.code if department else text
        found = [each for each in units if each.code == code] or [each for each in units if each.name == text]
        if len(found) != 1:
            raise WorkspaceError(desk.language.text("history_no_department", asked=text))
        chosen.append(found[0])
    return tuple({each.code: each for each in chosen}.values())


def _unmapped(form: Form, years: Sequence[Mapped], items: Sequence[Address]) -> Mapping[int, tuple[Address, ...]]:
    lost = {each.year.period: tuple(a for a in items if not each.has(form, a)) for each in years}
    return {period: addresses for period, addresses in lost.items() if addresses}


def _pending(desk: Desk, years: Sequence[Mapped]) -> int | None:
    archived = {each.year.period for each in years}
    done = (desk.workspace.output(desk.period) / "findings.json").is_file()
    return desk.period if done and desk.period not in archived else None
