"""What is said of a cause: what to look up, and what would follow; never that a figure is proved."""

from collections.abc import Collection, Iterable, Sequence

from xlsreport.checking.context import Case
from xlsreport.checking.locate.causes import Cause
from xlsreport.checking.locate.constraints import as_decimal
from xlsreport.checking.locate.search_milp import available
from xlsreport.checking.locate.system import Repair
from xlsreport.model.address import Address
from xlsreport.model.finding import CellChange, Finding
from xlsreport.model.workbook import Value


def with_advice(case: Case, finding: Finding, advice: str) -> str:
    """Return the sentence of `finding`, followed by `advice`."""
    return case.language.text("locate_joined", message=finding.message.rstrip("。. "), advice=advice)


def advice_on(case: Case, cause: Cause, changes: Sequence[Sequence[CellChange]], laws: Sequence[str]) -> str:
    """Return what is to be looked up; `changes` are the proposals, one for each repair of a listed cause."""
    text = case.language.text
    held = text("locate_hold_all" if len(laws) > 1 else "locate_hold_one", laws=_joined(case, laws))
    if not cause.repairs:
        key = "locate_more" if not available() else "locate_none"
        return text(key, laws=_joined(case, laws), least=cause.least)
    if cause.core and len(cause.repairs) > 1:
        others = _areas(case, {cell for repair in cause.repairs for cell, _ in repair} - {c for c, _ in cause.core})
        core = changes_of(cause.core, [c.before for c in changes[0] if c.address in dict(cause.core)])
        return text("locate_core", options=_option(case, core), cells=others, held=held)
    if cause.listed:
        options = [_option(case, each) for each in changes]
        key = "locate_unique" if cause.unique else "locate_ambiguous" if cause.complete else "locate_perhaps"
        shown = text("locate_or").join(options)
        return text(key, options=shown, held=held, count=len(options))
    cells = _areas(case, {cell for repair in cause.repairs for cell, _ in repair})
    key = "locate_column" if len(cause.repairs[0]) == 1 else "locate_many"
    return text(key, laws=_joined(case, laws), cells=cells, count=len(cause.repairs), size=len(cause.repairs[0]))


def changes_of(repair: Repair, before: Iterable[Value]) -> tuple[CellChange, ...]:
    """Return `repair` as changes from what stands in its cells."""
    return tuple(CellChange(cell, old, as_decimal(new)) for (cell, new), old in zip(repair, before, strict=True))


def _joined(case: Case, texts: Iterable[str]) -> str:
    return case.language.text("comma").join(texts)


def _option(case: Case, changes: Sequence[CellChange]) -> str:
    each = (
        case.language.text("locate_change", cell=c.address, before=case.shown(c.before), after=case.shown(c.after))
        for c in changes
    )
    return case.language.text("locate_and").join(each)


def _areas(case: Case, cells: Collection[Address]) -> str:
    """Return cells as a sentence names them, those that stand below each other as one area."""
    areas: list[list[Address]] = []
    for cell in sorted(cells, key=lambda c: (c.sheet, c.column, c.row)):
        last = areas[-1][-1] if areas else None
        below = last and (last.sheet, last.column, last.row + 1) == (cell.sheet, cell.column, cell.row)
        areas = [*areas[:-1], [*areas[-1], cell]] if below else [*areas, [cell]]
    return _joined(case, (str(a[0]) if len(a) == 1 else f"{a[0]}:{a[-1].cell}" for a in areas))
