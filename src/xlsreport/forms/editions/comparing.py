"""What changed between two editions: cells, what they accept, formulas, and rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.forms.editions.matching import CellFate, Fate, fates, worded_alike
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Rule
from xlsreport.model.wording import plain_decimal

_ONE_RULE = 0.6  # how alike the words of two rules of one number are that are one rule
MAPPED = (Fate.SAME, Fate.MOVED, Fate.RENAMED)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: of a cell of the later edition, or of a rule by its number; texts, "" where nothing.

    `what` is kind, required, bounds, choices, unit, joining, computed, formula, text, severity, relation or rule.
    """

    what: str
    before: str
    after: str
    cell: Address | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EditionDiff:
    """What changed from the form `earlier` to `later`."""

    earlier: Form
    later: Form
    fates: tuple[CellFate, ...]
    changes: tuple[Change, ...]

    @property
    def cells(self) -> Mapping[Address, Address]:
        """The cells of the earlier edition that the later one has, and which they are there."""
        return {each.before: each.after for each in self.fates if each.before is not None and each.after is not None}

    def of(self, fate: Fate) -> tuple[CellFate, ...]:
        """Return the cells of one fate."""
        return tuple(each for each in self.fates if each.fate is fate)


def compared(earlier: Form, later: Form) -> EditionDiff:
    """Return what changed from `earlier` to `later`."""
    found = fates(earlier, later)
    cells = {each.before: each.after for each in found if each.before is not None and each.after is not None}
    changes = (*_cell_changes(earlier, later, cells), *_rule_changes(earlier, later, cells))
    return EditionDiff(earlier, later, found, changes)


def _cell_changes(earlier: Form, later: Form, cells: Mapping[Address, Address]) -> Iterator[Change]:
    for old, new in cells.items():
        one, other = earlier.fields.get(old), later.fields.get(new)
        if one is not None and other is not None:
            yield from (
                Change(what, before, _accepted(other)[what], new)
                for what, before in _accepted(one).items()
                if before != _accepted(other)[what]
            )
        elif (one is None) != (other is None):
            yield Change("computed", earlier.formulas.get(old, ""), later.formulas.get(new, ""), new)
        elif _at_its_place(earlier, old, cells) != _spelled(later, new):
            yield Change("formula", earlier.formulas[old], later.formulas[new], new)


def _accepted(field: Field) -> Mapping[str, str]:
    return {
        "kind": str(field.kind),
        "required": "yes" if field.required else "no",
        "bounds": f"{_number(field.minimum)}…{_number(field.maximum)}",
        "choices": "|".join(field.choices),
        "unit": field.measure.unit,
        "joining": str(field.joining),
    }


def _number(bound: Decimal | None) -> str:
    return "" if bound is None else plain_decimal(bound)


def _spelled(form: Form, cell: Address) -> str:
    """Return a formula of `form` in one spelling, every reference with its sheet."""
    return form.engine.renamed(form.formulas[cell], lambda said: _cells_of(said, cell.sheet, {}))


def _at_its_place(form: Form, cell: Address, cells: Mapping[Address, Address]) -> str:
    """Return a formula of the earlier edition as it reads where its cells stand now."""
    return form.engine.renamed(form.formulas[cell], lambda said: _cells_of(said, cell.sheet, cells))


def _cells_of(reference: str, sheet: str, cells: Mapping[Address, Address]) -> str:
    corners = reference.replace("$", "").rpartition("!")
    own = corners[0].strip("'").replace("''", "'") or sheet
    try:
        ends = [Address.parse(end, own) for end in corners[2].split(":")]
    except ValueError:
        return reference
    return ":".join(str(cells.get(end, end)) for end in ends)


def _rule_changes(earlier: Form, later: Form, cells: Mapping[Address, Address]) -> Iterator[Change]:
    partner = _rules(earlier, later)
    for rule in earlier.rules:
        if (new := partner.get(rule.id)) is None:
            yield Change("rule", rule.text, "", rule=rule.id)
            continue
        told = _said(later, new, {})
        yield from (
            Change(what, before, told[what], new.result, new.id)
            for what, before in _said(earlier, rule, cells).items()
            if before != told[what]
        )
    known = {new.id for new in partner.values()}
    yield from (Change("rule", "", rule.text, rule.result, rule.id) for rule in later.rules if rule.id not in known)


def _rules(earlier: Form, later: Form) -> Mapping[str, Rule]:
    """Return the later rule of each earlier one: of the same words, else of the same number and words alike."""
    texts = {rule.text: rule for rule in later.rules}
    found = {rule.id: texts.pop(rule.text) for rule in earlier.rules if rule.text in texts}
    taken = {rule.id for rule in found.values()}
    numbers = {rule.id: rule for rule in later.rules if rule.id not in taken}
    left = [rule for rule in earlier.rules if rule.id not in found and rule.id in numbers]
    return found | {
        rule.id: numbers[rule.id] for rule in left if worded_alike(rule.text, numbers[rule.id].text) >= _ONE_RULE
    }


def _said(form: Form, rule: Rule, cells: Mapping[Address, Address]) -> Mapping[str, str]:
    sides = [_at_its_place(form, side, cells).removeprefix("=") for side in (rule.left, rule.right)]
    return {"text": rule.text, "severity": str(rule.severity), "formula": f"{sides[0]} {rule.relation} {sides[1]}"}
