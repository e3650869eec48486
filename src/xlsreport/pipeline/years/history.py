"""The figures over all archived years."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from xlsreport.archive.store import ARCHIVE
from xlsreport.errors import WorkspaceError
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.history import Descent, DescentKind, History, Series, Unit
from xlsreport.model.roster import Department
from xlsreport.model.years import Figures
from xlsreport.pipeline.explanation import figure_address
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.pipeline.years.archived_year import ArchivedYear, every_archived_year
from xlsreport.pipeline.years.nodes import node_year
from xlsreport.pipeline.years.succession import Ancestry, Succession, lacks, succession, summed
from xlsreport.writing.files.publish import written_together
from xlsreport.writing.history import history_bytes
from xlsreport.writing.wording.main_figures import figure_at, most_telling, title_of

_Figure = Callable[[Address], Decimal | None]


@dataclass(frozen=True, slots=True)
class _Past:
    """An archived year, as the roster's departments see it, and the figures of those that counted, joined."""

    year: ArchivedYear
    seen: Succession
    summed: Figures

    def figure(self, figures: Figures | None) -> _Figure:
        """Return what says a figure among `figures`; None for one that the year's form lacks."""

        def said(address: Address) -> Decimal | None:
            known = figures is not None and (self.year.known is None or address in self.year.known)
            value = figures.get(address) if figures is not None and known else None
            return value if isinstance(value, Decimal) else None

        return said

    @property
    def whole(self) -> _Figure:
        """What the archive has of the whole, else the sum where no department lacks in it."""
        return self.figure(self.year.whole if self.year.whole is not None else None if self.lacks else self.summed)

    @property
    def lacks(self) -> bool:
        """Whether the whole's figures are not known, and a department has none that belong in the sum."""
        return self.year.whole is None and lacks(self.year)


def history(workspace: PeriodWorkspace, items: Sequence[str] = (), departments: Sequence[str] = ()) -> History:
    """Return the figures at the addresses `items`, the form's main ones by default, over the archived years.

    Only `departments`, by code or name, are among the units where any are named. Raises `WorkspaceError` where
    nothing is archived, an item is no figure of the form, or a department is in neither the roster nor an archive.
    """
    years = [_past(each, workspace) for each in every_archived_year(workspace.root.folder, workspace.form)]
    if not years:
        raise WorkspaceError(workspace.language.text("nothing_archived", folder=workspace.root.folder / ARCHIVE))
    asked = tuple(dict.fromkeys(figure_address(workspace, each) for each in items)) or most_telling(
        workspace.form, years[-1].whole
    )
    units = (*_listed(workspace, years, asked), *_gone(workspace, years, asked))
    return History(
        form=workspace.form,
        name=years[-1].year.record.name,
        periods=tuple(each.year.period for each in years),
        items=asked,
        whole=_series([each.whole for each in years], asked),
        summed=_series([each.figure(each.summed) for each in years], asked),
        names={a: title_of(figure_at(workspace.form, a), workspace.language) for a in asked},
        units=_named(units, departments, workspace) if departments else units,
        unmapped=_unmapped(years, asked),
        drafts=tuple(each.year.period for each in years if each.year.record.draft is not None),
        imported=tuple(each.year.period for each in years if each.year.record.imported),
        lacking=tuple(each.year.period for each in years if each.lacks),
        pending=_pending(workspace, years),
    )


def write_history(history: History, language: Language, path: Path) -> Path:
    """Write the workbook of `history` to `path` and return it."""
    written_together(path.parent, {path.name: history_bytes(history, language)})
    return path


def _past(year: ArchivedYear, workspace: PeriodWorkspace) -> _Past:
    return _Past(year, succession(year, workspace.roster, workspace.form), summed(year, workspace.form))


def _series(told: Sequence[_Figure], items: Sequence[Address]) -> Mapping[Address, Series]:
    return {item: tuple(figure(item) for figure in told) for item in items}


def _listed(workspace: PeriodWorkspace, years: Sequence[_Past], items: Sequence[Address]) -> Iterator[Unit]:
    tree = workspace.roster.tree
    for department in workspace.roster.departments:
        if tree is not None and department.code in tree.children:
            yield _node(department, tree.under(department.code), years, items, workspace.form)
            continue
        told = [each.figure(each.seen.by_code.get(department.code)) for each in years]
        origins = tuple(origin for each in years if (origin := _origin(department, each)) is not None)
        yield Unit(department.code, department.name, _series(told, items), origins)


def _node(
    department: Department, under: Collection[str], years: Sequence[_Past], items: Sequence[Address], form: Form
) -> Unit:
    found = [(each, node_year(each.year, each.seen, under, form)) for each in years]
    told = [each.figure(node.figures) for each, node in found]
    lacking = tuple(
        Descent(past.year.period, DescentKind.LACKING_BELOW, tuple(past.year.names[code][0] for code in node.lacking))
        for past, node in found
        if node.lacking
    )
    return Unit(department.code, department.name, _series(told, items), lacking, node=True)


def _origin(department: Department, past: _Past) -> Descent | None:
    """Return whose figures of that year are the department's, where that is not plain."""
    found = past.seen.ancestry[department.code]
    change, units = _change(department, found, past.year)
    return Descent(past.year.period, change, tuple(past.year.names[each][0] for each in units)) if change else None


def _change(department: Department, found: Ancestry, year: ArchivedYear) -> tuple[DescentKind | None, tuple[str, ...]]:
    if found.divided:
        return DescentKind.DIVIDED, found.divided
    if len(found.units) > 1:
        return (DescentKind.INCOMPLETE, found.silent) if found.silent else (DescentKind.MERGED, found.units)
    if not found.units or (found.units[0], year.names[found.units[0]][0]) == (department.code, department.name):
        return None, ()
    return DescentKind.RENAMED if found.units[0] == department.code else DescentKind.SUCCEEDED, found.units


def _gone(workspace: PeriodWorkspace, years: Sequence[_Past], items: Sequence[Address]) -> Iterator[Unit]:
    """Yield the units of earlier years that are in the roster no more, with the figures that nobody in it has."""
    left = [_left(each, workspace) for each in years]
    last = {code: past.year.names[code][0] for past, own in zip(years, left, strict=True) for code in own}
    for code, name in sorted(last.items()):
        told = [each.figure(own.get(code)) for each, own in zip(years, left, strict=True)]
        yield Unit(code, name, _series(told, items), listed=False)


def _left(past: _Past, workspace: PeriodWorkspace) -> Mapping[str, Figures]:
    """Return the figures of units without a successor, and of those whose successors' figures they are not alone."""
    held = {unit for ancestry in past.seen.ancestry.values() if ancestry.known for unit in ancestry.units}
    units = past.year.units.items()
    return {code: own for code, own in units if code not in held and workspace.roster.by_code(code) is None}


def _named(units: Sequence[Unit], departments: Sequence[str], workspace: PeriodWorkspace) -> tuple[Unit, ...]:
    chosen = []
    for text in departments:
        department = workspace.roster.named(text)
        code = department.code if department else text
        found = [each for each in units if each.code == code] or [each for each in units if each.name == text]
        if len(found) != 1:
            raise WorkspaceError(workspace.language.text("history_no_department", asked=text))
        chosen.append(found[0])
    return tuple({each.code: each for each in chosen}.values())


def _unmapped(years: Sequence[_Past], items: Sequence[Address]) -> Mapping[int, tuple[Address, ...]]:
    known = {each.year.period: each.year.known for each in years}
    lost = {period: tuple(a for a in items if cells is not None and a not in cells) for period, cells in known.items()}
    return {period: addresses for period, addresses in lost.items() if addresses}


def _pending(workspace: PeriodWorkspace, years: Sequence[_Past]) -> int | None:
    archived = {each.year.period for each in years}
    done = (workspace.root.output(workspace.period) / "findings.json").is_file()
    return workspace.period if done and workspace.period not in archived else None
