"""Joining: exact, the same in any order and grouping, and a valid workbook again."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.demo import laid_out
from kit.filled import disclosure, saved, values
from xlsreport.cli.app import run
from xlsreport.consolidation import Values, consolidate, consolidate_both, join
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.form import Field, Kind, Role
from xlsreport.model.joining import Joining
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.workbook import UNKNOWN, Unreadable, Value, Workbook
from xlsreport.pipeline import Options, PeriodWorkspace, consolidate_workspace, open_workspace_at
from xlsreport.pipeline.check import check_files
from xlsreport.reading import read_workbook

CELL, WEIGHT = Address("S", 1, 1), Address("S", 1, 2)
AMOUNTS = st.decimals(0, 10**12, places=5) | st.decimals(0, 10, places=2)
COUNTS = st.integers(0, 10**9).map(Decimal)
UNHURRIED = settings(deadline=None)  # a busy machine is no failure
GREATER = ("表三!J6", "表三!J29", "表二!B9")


def figure(joining: Joining) -> Field:
    return Field(CELL, Kind.AMOUNT, Role.FIGURE, joining=joining, weight=WEIGHT if joining is Joining.MEAN else None)


WEIGHTS = Field(WEIGHT, Kind.COUNT, Role.FIGURE, joining=Joining.SUM)


@st.composite
def small_parts(draw: st.DrawFn, *, blanks: bool = True) -> list[Values]:
    """Parts of two cells, a figure and its weight, either of which may be blank."""
    cells = {CELL: AMOUNTS, WEIGHT: COUNTS}
    part = st.fixed_dictionaries({}, optional=cells) if blanks else st.fixed_dictionaries(cells)
    return draw(st.lists(part, min_size=1, max_size=8))


def joined(field: Field, parts: Sequence[Values]) -> Values:
    """Return a part that stands for `parts`: the figure joined, its weight summed."""
    found = {CELL: join(field, parts), WEIGHT: join(WEIGHTS, parts)}
    return {cell: value for cell, value in found.items() if value is not None}


@UNHURRIED
@given(small_parts(), st.randoms(use_true_random=False), st.sampled_from(Joining))
def test_order_does_not_matter(parts: list[Values], shuffle: random.Random, joining: Joining) -> None:
    field = figure(joining)
    whole = join(field, parts)
    shuffled = parts.copy()
    shuffle.shuffle(shuffled)
    assert join(field, shuffled) == whole


@UNHURRIED
@given(small_parts(), st.integers(0, 8), st.sampled_from([Joining.SUM, Joining.MAX, Joining.MIN]))
def test_parts_of_parts_are_the_whole(parts: list[Values], cut: int, joining: Joining) -> None:
    field = figure(joining)
    assert join(field, [joined(field, parts[:cut]), joined(field, parts[cut:])]) == join(field, parts)


@UNHURRIED
@given(small_parts(), st.integers(0, 8))
def test_means_of_means_are_the_mean_by_the_summed_weights(parts: list[Values], cut: int) -> None:
    """The quotient is rounded to the 15 digits that a workbook holds."""
    field = figure(Joining.MEAN)
    again, whole = join(field, [joined(field, parts[:cut]), joined(field, parts[cut:])]), join(field, parts)
    assert (again is None) == (whole is None)
    if again is not None and whole is not None:
        assert abs(again - whole) <= abs(whole) * Decimal("1e-13")


@UNHURRIED
@given(small_parts(), st.integers(0, 8), st.integers(0, 4))
def test_a_mean_is_rounded_to_what_its_cell_shows(parts: list[Values], cut: int, decimals: int) -> None:
    field, exact = replace(figure(Joining.MEAN), decimals=decimals), join(figure(Joining.MEAN), parts)
    mean, unit = join(field, parts), Decimal(1).scaleb(-decimals)
    again = join(field, [joined(field, parts[:cut]), joined(field, parts[cut:])])
    assert (mean is None) == (exact is None)
    if mean is not None and exact is not None and again is not None:
        alone = sum(1 for part in parts if part.get(WEIGHT)) == 1  # what one says is no quotient
        assert alone or mean == mean.quantize(unit)
        assert abs(mean - exact) <= unit / 2 + abs(exact) * Decimal("1e-13")
        assert abs(again - mean) <= unit


@UNHURRIED
@given(small_parts(blanks=False))
def test_a_mean_is_the_quotient_of_exact_sums(parts: list[Values]) -> None:
    weights = sum(Fraction(str(part[WEIGHT])) for part in parts)
    mean = join(figure(Joining.MEAN), parts)
    if not weights:
        assert mean is None
    else:
        products = sum(Fraction(str(part[CELL])) * Fraction(str(part[WEIGHT])) for part in parts)
        assert mean is not None
        assert abs(Fraction(mean) - products / weights) <= products / weights / 10**14


def test_a_mean_is_not_known_where_a_part_that_weighs_something_is_blank() -> None:
    known, blank = {CELL: Decimal(4), WEIGHT: Decimal(5)}, {WEIGHT: Decimal(3)}
    assert join(figure(Joining.MEAN), [known, blank]) is None
    assert join(figure(Joining.MEAN), [known, {WEIGHT: Decimal(0)}]) == 4
    assert join(figure(Joining.MEAN), [known, {CELL: Decimal(100)}]) == 4


@UNHURRIED
@given(st.lists(AMOUNTS, min_size=1, max_size=40))
def test_sums_are_exact(numbers: list[Decimal]) -> None:
    total = join(figure(Joining.SUM), [{CELL: number} for number in numbers])
    assert total is not None
    assert Fraction(total) == sum(map(Fraction, numbers))


def test_sums_of_many_magnitudes_are_exact() -> None:
    numbers = ["0.00001", "999999999999999", "0.1", "0.2", "123456789012345.6"]
    assert join(figure(Joining.SUM), [{CELL: Decimal(n)} for n in numbers]) == Decimal("1123456789012344.90001")


@pytest.mark.parametrize("joining", Joining)
def test_blank_never_becomes_zero(joining: Joining) -> None:
    assert join(figure(joining), [{}, {WEIGHT: Decimal(2)}]) is None


@pytest.mark.parametrize("joining", [Joining.SUM, Joining.MAX, Joining.MIN, Joining.SAME])
def test_a_blank_beside_a_number_changes_nothing(joining: Joining) -> None:
    assert join(figure(joining), [{}, {CELL: Decimal(7)}]) == 7


def test_what_must_be_the_same_is_blank_where_it_is_not() -> None:
    seven, eight = {CELL: Decimal(7)}, {CELL: Decimal(8)}
    assert join(figure(Joining.SAME), [seven, seven]) == 7
    assert join(figure(Joining.SAME), [seven, eight]) is None
    assert join(figure(Joining.NONE), [seven]) is None


@st.composite
def submissions(draw: st.DrawFn) -> list[Values]:
    """Submissions of the disclosure form with figures in a few of its cells, blank in others."""
    addresses = [field.address for field in disclosure().figures]
    number = st.integers(0, 10**6).map(Decimal) | st.decimals(0, 1000, places=5)
    few = st.dictionaries(st.sampled_from(addresses), number, max_size=12)
    return draw(st.lists(few, min_size=1, max_size=5))


@UNHURRIED
@given(submissions(), st.integers(0, 5), st.randoms(use_true_random=False))
def test_the_disclosure_form_joins_in_any_order_and_grouping(
    parts: list[Values], cut: int, shuffle: random.Random
) -> None:
    form = disclosure()
    whole = consolidate(form, parts)
    shuffled = parts.copy()
    shuffle.shuffle(shuffled)
    groups = [consolidate(form, group).values for group in (shuffled[:cut], shuffled[cut:]) if group]
    again = consolidate(form, groups)
    assert again.values == whole.values
    assert again.results == whole.results


@UNHURRIED
@given(submissions(), st.randoms(use_true_random=False))
def test_some_and_all_of_them_come_to_what_each_comes_to_by_itself(every: list[Values], chance: random.Random) -> None:
    form, own = disclosure(), {disclosure().identity.name: "全区"}
    some = [each for each in every if chance.random() < 0.5]
    assert consolidate_both(form, some, every, own) == (consolidate(form, some, own), consolidate(form, every, own))


@UNHURRIED
@given(submissions())
def test_formulas_are_evaluated_again_from_the_joined_figures(parts: list[Values]) -> None:
    form = disclosure()
    whole = consolidate(form, parts)
    for address in form.totals:
        leaves = (whole.values.get(leaf) for leaf in form.leaves[address])
        assert whole.results[address] == sum((v for v in leaves if isinstance(v, Decimal)), Decimal(0)), str(address)
    filled = {field.address for field in form.figures} & {cell for part in parts for cell in part}
    assert whole.values.keys() == filled


def test_only_figures_are_joined_and_the_whole_says_its_own() -> None:
    form = disclosure()
    fees, carried = Address.parse("补充!B15"), Address.parse("上年!D4")
    own = {form.identity.name: "全区", Address.parse("表二!B9"): Decimal(999), fees: Decimal(999), carried: Decimal(3)}
    parts = [values({"表二!B9": 2, "上年!D4": 5}), values({"表二!B9": 3, "上年!D4": 7})]
    whole = consolidate(form, parts, own)
    texts = {cell: value for cell, value in whole.values.items() if not isinstance(value, Decimal)}
    assert whole.value(Address.parse("表二!B9")) == 5
    assert whole.value(fees) is None
    assert whole.value(carried) == 3
    assert texts == {form.identity.name: "全区"}
    assert whole.departments == 2


@dataclass(frozen=True, slots=True)
class Demo:
    """The example district, consolidated."""

    folder: Path
    desk: PeriodWorkspace
    outcome: Outcome

    @property
    def accepted(self) -> list[Values]:
        return [e.review.values for e in self.outcome.of(Standing.ACCEPTED) if e.department and e.department.counted]

    @property
    def whole(self) -> Path:
        return self.desk.root.output(self.desk.period) / self.desk.form.names.consolidated_draft


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = laid_out(tmp_path_factory.mktemp("demo") / "区")
    assert run(["consolidate", "-C", str(folder)]) == 1
    desk = open_workspace_at(folder)
    return Demo(folder, desk, consolidate_workspace(desk, Options()))


def book_at(path: Path) -> Workbook:
    book = read_workbook(path)
    assert not isinstance(book, Unreadable)
    return book


def test_every_input_of_the_whole_is_the_sum_over_the_accepted(demo: Demo) -> None:
    book = book_at(demo.whole)
    assert len(demo.accepted) >= 8
    for field in demo.desk.form.figures:
        given = [v for part in demo.accepted if isinstance(v := part.get(field.address), Decimal)]
        expected = sum(given, Decimal(0)) if given else None
        assert book.at(field.address).value == expected, str(field.address)


def test_what_departments_really_wrote_is_what_is_summed(demo: Demo) -> None:
    """Held against the files themselves, not against the reviews."""
    books = [book_at(entry.file.path) for entry in demo.outcome.of(Standing.ACCEPTED) if entry.file]
    whole = book_at(demo.whole)
    for field in (each for each in demo.desk.form.figures if each.required):
        written = [book.at(field.address).value for book in books]
        assert whole.at(field.address).value == sum(Decimal(str(each)) for each in written), str(field.address)


@pytest.mark.parametrize("cell", GREATER)
def test_the_whole_exceeds_every_department(demo: Demo, cell: str) -> None:
    address = Address.parse(cell)
    total = demo.outcome.total.value(address)
    largest = [e.review.value(address) for e in demo.outcome.entries if isinstance(e.review.value(address), Decimal)]
    assert isinstance(total, Decimal)
    assert total > max(v for v in largest if isinstance(v, Decimal))


def test_the_consolidated_workbook_passes_check(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["check", str(demo.whole), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert code == 0
    assert [each for each in found["findings"] if each["severity"] == "error"] == []
    assert found["totals"] == json.loads((demo.whole.parent / "findings.json").read_text(encoding="utf-8"))["totals"]


def test_the_whole_is_a_department_of_the_level_above(demo: Demo, tmp_path: Path) -> None:
    """The consolidated workbook and one other are consolidated: the same as all at once."""
    form = demo.desk.form
    other = values({"表三!D6": 5, "表三!D8": 5, "表二!B9": 7, "表二!B16": Decimal("0.12345"), "补充!B4": 2})
    paths = [demo.whole, saved(tmp_path, "其他.xlsx", form.engine.fill(other))]
    parts = [each.review.values for each in check_files(paths, form.id).examined]
    again, at_once = consolidate(form, parts), consolidate(form, [*demo.accepted, other])
    assert figures(again.values) == figures(at_once.values)
    for address in form.totals:
        assert again.results[address] == at_once.results[address], str(address)


def figures(found: Mapping[Address, object]) -> dict[Address, object]:
    return {field.address: found.get(field.address) for field in disclosure().figures}


def with_joining(joining: Joining, parts: Sequence[Values]) -> Consolidation:
    """Return `parts` joined by the form, 补充!B4 by `joining` and, for a mean, with 表二!B9 as weight."""
    form, cell = disclosure(), Address.parse("补充!B4")
    weight = Address.parse("表二!B9") if joining is Joining.MEAN else None
    field = replace(form.fields[cell], joining=joining, weight=weight)
    return consolidate(replace(form, fields={**form.fields, cell: field}), parts)


@pytest.mark.parametrize(
    ("joining", "figures", "expected"),
    [
        (Joining.NONE, (2, 2), UNKNOWN),
        (Joining.NONE, (None, None), UNKNOWN),  # wholes, of which it was not known either
        (Joining.SAME, (2, 2), Decimal(2)),
        (Joining.SAME, (2, 3), UNKNOWN),
        (Joining.SAME, (None, None), Decimal(0)),
        (Joining.MEAN, (2, 4), Decimal(3)),
        (Joining.MEAN, (2, None), UNKNOWN),
        (Joining.MEAN, (None, None), UNKNOWN),
        (Joining.SUM, (2, None), Decimal(2)),
        (Joining.MAX, (None, None), Decimal(0)),
    ],
)
def test_a_total_of_what_is_not_known_is_not_known(
    joining: Joining, figures: tuple[int | None, ...], expected: Value
) -> None:
    parts = [values({"补充!B4": each, "表二!B9": 1}) for each in figures]
    assert with_joining(joining, parts).results[Address.parse("补充!B12")] == expected


def test_rules_that_ask_whether_there_is_a_last_year_keep_their_figures() -> None:
    whole = consolidate(disclosure(), [values()])
    assert whole.unknown == {}
    assert whole.results[Address.parse("校验!H12")] == "无上年数据"


def test_of_nobody_nothing_is_unknown() -> None:
    assert with_joining(Joining.NONE, []).unknown == {}
