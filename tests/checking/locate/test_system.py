"""Locating on small systems made here: every answer is exact, smallest, complete, and the same in any order."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsreport.checking.locate.answers import Answers, answers
from xlsreport.checking.locate.causes import causes_of
from xlsreport.checking.locate.elimination import repair_with
from xlsreport.checking.locate.independence import independent
from xlsreport.checking.locate.likely import is_slip
from xlsreport.checking.locate.search_exhaustive import Search
from xlsreport.checking.locate.search_milp import available
from xlsreport.checking.locate.system import Law, Repair, System, Variable, broken_parts
from xlsreport.model.address import Address

ROWS, COLUMNS = 2, 3
VALUES = range(4)


def cell(row: int, column: int) -> Address:
    return Address("Data", row, column)


def law(name: str, **factors: int) -> Law:
    return Law(name, {Address.parse(f"Data!{c}"): Fraction(f) for c, f in factors.items()})


def grid(values: Mapping[Address, int]) -> System:
    """Return a small table whose totals are typed: row sums, column sums, and both sums of all."""
    rows, columns = range(1, ROWS + 1), range(1, COLUMNS + 1)
    one = Fraction(1)
    laws = [Law(f"row {r}", {**{cell(r, c): one for c in columns}, cell(r, COLUMNS + 1): -one}) for r in rows]
    laws += [Law(f"column {c}", {**{cell(r, c): one for r in rows}, cell(ROWS + 1, c): -one}) for c in columns]
    laws.append(Law("all", {**{cell(ROWS + 1, c): one for c in columns}, cell(ROWS + 1, COLUMNS + 1): -one}))
    figures = {each: Variable(Fraction(value), minimum=Fraction(0)) for each, value in values.items()}
    return System(figures, tuple(laws))


@st.composite
def grids(draw: st.DrawFn, damages: int) -> tuple[System, System]:
    """Draw a table in which every law holds, and the same with up to `damages` figures changed."""
    inner = {cell(r, c): draw(st.integers(0, 9)) for r in range(1, ROWS + 1) for c in range(1, COLUMNS + 1)}
    values = dict(inner)
    for r in range(1, ROWS + 1):
        values[cell(r, COLUMNS + 1)] = sum(inner[cell(r, c)] for c in range(1, COLUMNS + 1))
    for c in range(1, COLUMNS + 2):
        values[cell(ROWS + 1, c)] = sum(values[cell(r, c)] for r in range(1, ROWS + 1))
    wrong = draw(st.lists(st.tuples(st.sampled_from(sorted(values)), st.integers(0, 99)), max_size=damages))
    return grid(values), grid({**values, **dict(wrong)})


def solved(system: System) -> Iterator[tuple[System, Answers]]:
    yield from ((part, answers(part)) for part in broken_parts(system))


def smaller(part: System, size: int) -> list[Repair]:
    """Return the repairs of fewer than `size` cells that there are, by trying every set and every value."""
    cells = sorted({each for one in part.laws for each in one.terms})
    found = []
    for count in range(1, size):
        for some in combinations(cells, count):
            for values in product(range(25), repeat=count):
                repair = tuple(zip(some, map(Fraction, values), strict=True))
                found += [repair] if part.holds_after(repair) else []
    return found


@given(grids(damages=3))
@settings(max_examples=150, deadline=None)
def test_a_repair_applied_makes_every_law_hold(drawn: tuple[System, System]) -> None:
    for part, found in solved(drawn[1]):
        for repair in found.repairs:
            assert part.after(repair).gaps() == {}
            assert all(part.figures[each].accepts(value) for each, value in repair)
            assert all(part.figures[each].value != value for each, value in repair)


@given(grids(damages=1))
@settings(max_examples=100, deadline=None)
def test_the_truth_is_among_the_answers_to_one_damage(drawn: tuple[System, System]) -> None:
    right, wrong = drawn
    truth = tuple((c, f.value) for c, f in sorted(right.figures.items()) if f.value != wrong.figures[c].value)
    given_answers = [repair for _, found in solved(wrong) for repair in found.repairs]
    assert not truth or truth in given_answers


@given(grids(damages=3))
@settings(max_examples=60, deadline=None)
def test_no_answer_needs_more_cells_than_were_damaged(drawn: tuple[System, System]) -> None:
    right, wrong = drawn
    damaged = sum(f.value != wrong.figures[c].value for c, f in right.figures.items())
    sizes = [len(found.repairs[0]) for _, found in solved(wrong) if found.repairs]
    assert sum(sizes) <= damaged


@pytest.mark.parametrize("wrong", [{"A1": 7}, {"A1": 7, "B2": 0}, {"A1": 9, "B3": 5}, {"D1": 8, "D2": 0}])
def test_no_smaller_set_exists_by_trying_them_all(wrong: Mapping[str, int]) -> None:
    values = {cell(1, 1): 2, cell(1, 2): 3, cell(1, 3): 1, cell(1, 4): 6, cell(2, 1): 4, cell(2, 2): 5, cell(2, 3): 2}
    values |= {cell(2, 4): 11, cell(3, 1): 6, cell(3, 2): 8, cell(3, 3): 3, cell(3, 4): 17}
    system = grid({**values, **{Address.parse(f"Data!{c}"): v for c, v in wrong.items()}})
    for part, found in solved(system):
        assert found.repairs
        assert smaller(part, min(len(found.repairs[0]), 3)) == []


@given(grids(damages=2), st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_the_answer_does_not_depend_on_the_order_of_cells(drawn: tuple[System, System], rng: object) -> None:
    system = drawn[1]
    laws, figures = list(system.laws), list(system.figures.items())
    rng.shuffle(laws)  # type: ignore[attr-defined]
    rng.shuffle(figures)  # type: ignore[attr-defined]
    shuffled = System(dict(figures), tuple(Law(o.name, dict(reversed(o.terms.items()))) for o in laws))
    assert causes(shuffled) == causes(system)


def causes(system: System) -> set[tuple[frozenset[str], tuple[Repair, ...]]]:
    return {(frozenset(one.name for one in each.laws), each.repairs) for each in causes_of(system)}


def test_nothing_is_looked_for_where_all_holds() -> None:
    system = System({cell(1, 1): Variable(Fraction(2)), cell(1, 2): Variable(Fraction(2))}, (law("sum", A1=1, B1=-1),))
    assert causes_of(system) == ()


def test_errors_in_laws_apart_are_causes_apart() -> None:
    figures = {cell(1, c): Variable(Fraction(v), minimum=Fraction(0)) for c, v in enumerate((2, 3, 5, 9), 1)}
    found = causes_of(System(figures, (law("one", A1=1, B1=-1), law("other", C1=1, D1=-1))))
    assert [[one.name for one in cause.laws] for cause in found] == [["one"], ["other"]]
    assert [len(cause.repairs) for cause in found] == [2, 2]


def test_a_figure_that_is_trusted_is_doubted_last() -> None:
    figures = {cell(1, 1): Variable(Fraction(2)), cell(1, 2): Variable(Fraction(3), trusted=True)}
    (cause,) = causes_of(System(figures, (law("same", A1=1, B1=-1),)))
    assert cause.repairs == (((cell(1, 1), Fraction(3)),),)


def test_a_slip_is_likelier_than_another_figure() -> None:
    figures = {
        cell(1, 1): Variable(Fraction(21)),
        cell(1, 2): Variable(Fraction(5)),
        cell(1, 3): Variable(Fraction(17)),
    }
    (cause,) = causes_of(System(figures, (law("sum", A1=1, B1=1, C1=-1),)))
    assert cause.repairs == (((cell(1, 1), Fraction(12)),),)
    assert cause.unique


def test_a_repair_may_not_break_a_limit_that_holds() -> None:
    figures = {cell(1, 1): Variable(Fraction(2)), cell(1, 2): Variable(Fraction(5)), cell(1, 3): Variable(Fraction(4))}
    limit = Law("at most", {cell(1, 3): Fraction(1), cell(1, 1): Fraction(-1)})  # A1 ≤ C1
    (cause,) = causes_of(System(figures, (law("same", A1=1, B1=-1),), (limit,)))
    assert cause.repairs == (((cell(1, 2), Fraction(2)),),)


@pytest.mark.parametrize(
    ("found", "meant", "amount"),
    [
        (21, 12, False),
        (122, 12, False),
        (12, 122, False),
        (30, 3, False),
        (-4, 4, False),
        (300, 3, False),
        (5, 5e4, True),
    ],
)
def test_slips_of_the_hand(found: int, meant: int, amount: bool) -> None:
    assert is_slip(Fraction(found), Fraction(meant), amount=amount)


@pytest.mark.parametrize(("found", "meant"), [(3, 4), (0, 7), (7, 0), (12, 34), (5, 50_000), (1, 12)])
def test_what_is_no_slip(found: int, meant: int) -> None:
    assert not is_slip(Fraction(found), Fraction(meant))


def test_a_law_that_follows_from_others_is_left_out() -> None:
    both = law("both", A1=1, B1=-1, C1=1, D1=-1)
    assert [one.name for one in independent([both, law("one", A1=1, B1=-1), law("other", C1=1, D1=-1)])] == [
        "one",
        "other",
    ]


def chain() -> System:
    """Return laws of which one fails, and each change that mends one breaks the next: four cells must change."""
    figures = {cell(1, c): Variable(Fraction(v), minimum=Fraction(0)) for c, v in enumerate((2, 8, 4, 9), 1)}
    first = Law("first", {cell(1, 1): Fraction(1)}, Fraction(-3))
    others = (("second", (1, 2), 10), ("third", (2, 3), 12), ("fourth", (3, 4), 13))
    laws = [Law(name, {cell(1, c): Fraction(1) for c in columns}, Fraction(-total)) for name, columns, total in others]
    return System(figures, (first, *laws))


@pytest.mark.skipif(not available(), reason="needs the extra `locate`")
def test_four_cells_are_found_by_the_solver(capfd: pytest.CaptureFixture[str]) -> None:
    search = Search.of(chain())
    assert search.of_one() == search.of_two() == ()
    four = tuple((cell(1, c), Fraction(v)) for c, v in enumerate((3, 7, 5, 8), 1))
    assert answers(chain()) == Answers((four,), least=3)
    assert capfd.readouterr().out == ""  # the solver would print its name, into the midst of findings.json too


@pytest.mark.skipif(not available(), reason="needs the extra `locate`")
def test_in_a_large_system_the_solver_is_asked_once() -> None:
    small = chain()
    more = {cell(2, c): Variable(Fraction(0), minimum=Fraction(0)) for c in range(1, 62)}
    tied = Law("many", {cell(1, 1): Fraction(1), cell(1, 2): Fraction(1), **dict.fromkeys(more, Fraction(1))}, -10)
    found = answers(System({**small.figures, **more}, (*small.laws, tied)))
    four = tuple((cell(1, c), Fraction(v)) for c, v in enumerate((3, 7, 5, 8), 1))
    assert (found.repairs, found.complete) == ((four,), False)  # that there is no other is not proved


def test_without_a_solver_four_cells_in_a_chain_are_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.checking.locate.answers.available", lambda: False)
    (cause,) = causes_of(chain())
    assert (cause.repairs, cause.listed, cause.core) == ((), False, ())


@given(grids(damages=3))
@settings(max_examples=60, deadline=None)
def test_no_smaller_set_mends_what_an_answer_mends(drawn: tuple[System, System]) -> None:
    for part, found in solved(drawn[1]):
        cells = sorted({each for one in part.laws for each in one.terms})
        fewer = range(1, len(found.repairs[0]) if found.repairs else 1)
        assert not [some for count in fewer for some in combinations(cells, count) if repair_with(part, some)]


def test_a_cause_names_the_laws_that_fail_and_none_that_hold() -> None:
    inner = {(1, 1): 2, (1, 2): 7, (1, 3): 1, (2, 1): 4, (2, 2): 5, (2, 3): 3}
    values = {cell(*place): value for place, value in inner.items()}
    values |= {cell(1, 4): 10, cell(2, 4): 12, cell(3, 1): 6, cell(3, 2): 12, cell(3, 3): 4, cell(3, 4): 22}
    assert causes_of(grid(values)) == ()
    (cause,) = causes_of(grid({**values, cell(1, 1): 7, cell(1, 2): 2}))  # in each other's place: their row holds
    assert [one.name for one in cause.laws] == ["column 1", "column 2"]
    assert cause.repairs[0] == ((cell(1, 1), Fraction(2)), (cell(1, 2), Fraction(7)))


@given(grids(damages=2))
@settings(max_examples=60, deadline=None)
def test_no_other_set_of_the_same_size_is_left_out(drawn: tuple[System, System]) -> None:
    for part, found in solved(drawn[1]):
        cells = sorted({each for one in part.laws for each in one.terms})
        size = len(found.repairs[0])
        mending = {repair for some in combinations(cells, size) if (repair := repair_with(part, some))}
        assert set(found.repairs) == mending


def table(size: int) -> System:
    """Return a square table of ones with typed totals."""
    inner = {cell(r, c): Variable(Fraction(1)) for r in range(1, size + 1) for c in range(1, size + 1)}
    places = range(1, size + 1)
    one = Fraction(1)
    rows = [Law(f"row {r}", {cell(r, c): one for c in places}, Fraction(-size)) for r in places]
    columns = [Law(f"column {c}", {cell(r, c): one for r in places}, Fraction(-size)) for c in places]
    return System(inner, (*rows, *columns))


def test_a_row_moved_in_a_large_table_is_found_before_the_effort_ends() -> None:
    changed = dict(enumerate((3, 17, 30, 8, 44, 5), 1))
    moved = table(25).after(tuple((cell(9, c), Fraction(value)) for c, value in changed.items()))
    found = answers(moved)
    assert tuple((cell(9, c), Fraction(1)) for c in changed) in found.repairs
    assert not found.complete


def test_where_too_many_cells_are_wrong_it_is_said_how_many_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.checking.locate.answers.MilpModel", None)  # not asked
    wrong = {cell(n, n): Fraction(2 + 3**n) for n in range(1, 9)}
    wrong |= {cell(n, n + 1): Fraction(1000 + 5**n) for n in range(1, 9)}
    (cause,) = causes_of(table(12).after(tuple(sorted(wrong.items()))))
    assert (cause.repairs, cause.complete, cause.least) == ((), False, 9)


def test_three_cells_in_two_rows_are_found_without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.checking.locate.answers.available", lambda: False)
    wrong = {cell(1, 1): Fraction(3), cell(1, 2): Fraction(4), cell(2, 1): Fraction(8)}
    found = answers(table(5).after(tuple(wrong.items())))
    assert found.complete
    assert tuple((each, Fraction(1)) for each in wrong) in found.repairs


def test_four_cells_in_four_rows_are_found_without_a_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlsreport.checking.locate.answers.available", lambda: False)
    wrong = {cell(1, 1): Fraction(3), cell(2, 2): Fraction(9), cell(3, 3): Fraction(20), cell(4, 4): Fraction(41)}
    found = answers(table(5).after(tuple(wrong.items())))
    assert found.complete
    assert found.repairs == (tuple((each, Fraction(1)) for each in wrong),)


def test_where_limits_refuse_every_single_change_none_is_proposed() -> None:
    figures = {cell(1, c): Variable(Fraction(v)) for c, v in enumerate((2, 5, 4, 5), 1)}
    limits = (  # A1 ≤ C1, D1 ≤ B1
        Law("at most", {cell(1, 3): Fraction(1), cell(1, 1): Fraction(-1)}),
        Law("at least", {cell(1, 2): Fraction(1), cell(1, 4): Fraction(-1)}),
    )
    (cause,) = causes_of(System(figures, (law("same", A1=1, B1=-1),), limits))
    assert not [repair for repair in cause.repairs if len(repair) == 1]


@pytest.mark.skipif(not available(), reason="needs the extra `locate`")
@pytest.mark.parametrize(("length", "found"), [(6, 1), (7, 0)])
def test_of_more_than_six_wrong_cells_no_list_is_made(length: int, found: int) -> None:
    right, wrong = (3, 7, 5, 8, 2, 9, 1)[:length], (2, 8, 4, 9, 1, 10, 0)[:length]
    figures = {cell(1, c): Variable(Fraction(v), minimum=Fraction(0)) for c, v in enumerate(wrong, 1)}
    laws = [Law("first", {cell(1, 1): Fraction(1)}, Fraction(-3))]
    for c in range(1, length):
        pair = {cell(1, c): Fraction(1), cell(1, c + 1): Fraction(1)}
        laws.append(Law(f"{c}", pair, Fraction(-right[c - 1] - right[c])))
    assert len(answers(System(figures, tuple(laws))).repairs) == found
