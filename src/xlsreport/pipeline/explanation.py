"""Who contributed what to a figure."""

from collections.abc import Iterator
from dataclasses import dataclass

from xlsreport.checking import reasons
from xlsreport.errors import WorkspaceError
from xlsreport.model.address import Address
from xlsreport.model.joining import Joining
from xlsreport.model.outcome import Entry, Outcome
from xlsreport.model.workbook import Value
from xlsreport.pipeline.explained_levels import Level, levels
from xlsreport.pipeline.workspace import PeriodWorkspace


@dataclass(frozen=True, slots=True)
class Contribution:
    """One department's part of a figure; `counted` says whether it is in the total.

    `correction` is the note on it where the figure was corrected by agreement, or rests on one that was.
    """

    entry: Entry
    value: Value
    counted: bool
    correction: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure of the whole: its value, the formula it is computed by, and the departments behind it.

    `unknown` says why it is not known, where it is not; `joining` in words how it is joined, where it is not added up;
    `digits` is the number format that it is shown in; `levels` are the places of the tree, where there is one.
    """

    address: Address
    label: str
    total: Value
    received: Value
    formula: str | None
    contributions: tuple[Contribution, ...]
    unknown: str = ""
    joining: str = ""
    digits: str = ""
    levels: tuple[Level, ...] = ()


def explain(workspace: PeriodWorkspace, outcome: Outcome, asked: str) -> Explanation:
    """Return what the figure at the address `asked` is made of; raises `WorkspaceError` for no figure of the form."""
    form, address = workspace.form, figure_address(workspace, asked)
    return Explanation(
        address=address,
        label=form.label(address),
        total=outcome.total.value(address),
        received=outcome.received.value(address),
        formula=form.formulas.get(address),
        contributions=tuple(_contributions(outcome, address)),
        unknown=_why_unknown(workspace, outcome, address),
        joining=_joining(workspace, address),
        digits=form.formats.get(address, ""),
        levels=levels(outcome, workspace.roster, address),
    )


def _joining(workspace: PeriodWorkspace, address: Address) -> str:
    """Return in words how a figure that is not added up is joined; nothing for a sum or a formula."""
    field, language = workspace.form.fields.get(address), workspace.language
    if field is None or field.joining is Joining.SUM:
        return ""
    ratio = {"above": field.ratio.above, "below": field.ratio.below} if field.ratio else {}
    how = language.text(f"explain_{field.joining}", weight=field.weight, **ratio)
    return language.text("explain_or_own", how=how) if field.own and field.joining is not Joining.OWN else how


def _why_unknown(workspace: PeriodWorkspace, outcome: Outcome, address: Address) -> str:
    total, language = outcome.total, workspace.language
    roots = total.unknown.get(address) or ({address} & total.holes.keys())
    return language.text("unknown_because", reasons=reasons(language, roots, total.holes)) if roots else ""


def figure_address(workspace: PeriodWorkspace, asked: str) -> Address:
    """Return the address `asked`; raises `WorkspaceError` where it is none, or that of no figure of the form."""
    form = workspace.form
    try:
        address = Address.parse(asked)
    except ValueError:
        raise WorkspaceError(workspace.language.text("no_address", asked=asked)) from None
    if address not in form.formulas and address not in {field.address for field in form.figures}:
        raise WorkspaceError(workspace.language.text("no_figure", asked=asked, form=form.id))
    return address


def _contributions(outcome: Outcome, address: Address) -> Iterator[Contribution]:
    for entry in outcome.entries:
        if entry.department is not None and entry.review.values:
            correction = _correction(entry, outcome, address)
            yield Contribution(entry, entry.review.value(address), outcome.counts(entry), correction)


def _correction(entry: Entry, outcome: Outcome, address: Address) -> str | None:
    behind = outcome.form.leaves.get(address, frozenset({address}))
    notes = [note for cell, note in entry.corrections.items() if cell in behind]
    return " ".join(f"{note.address} {note.message}" for note in notes) or None
