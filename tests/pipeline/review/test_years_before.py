"""A consolidated workbook's last year is its units', where all are known."""

from collections.abc import Mapping
from decimal import Decimal

from kit.filled import disclosure
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents, JoinedUnit, Membership
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.pipeline.review.years_before import years_before

CELL = Address.parse("表三!D30")
PARENTS = {"A": "", "x1": "A", "x2": "A", "B": "A", "y1": "B", "y2": "B", "L": "A"}
ROSTER = Roster(tuple(Department(code, f"名{code}", parent=parent) for code, parent in PARENTS.items()))


def before(figures: Mapping[str, int], inside: Mapping[str, str], node: str = "A") -> Decimal | None:
    """Return last year's figure of `node`, in whose workbook the codes `inside` are, each with its parent."""
    year = PreviousYear({code: {CELL: Decimal(figure)} for code, figure in figures.items()})
    units = tuple(JoinedUnit(code, "", parent, "2023", "f", Membership.FINAL) for code, parent in inside.items())
    contents = Contents(node, "", "f", "2021", "2023", True, units)
    found = years_before(year, (Identity(node), Identity()), contents, ROSTER, disclosure())
    figure = found[0].get(CELL) if found else None
    assert not isinstance(figure, str)
    return figure


def test_last_year_of_a_whole_is_the_sum_of_those_in_it() -> None:
    assert before({"x1": 1, "x2": 2, "y1": 4}, {"x1": "A", "x2": "A"}) == 3
    assert before({"A": 8, "x1": 1, "x2": 2}, {"A": "A", "x1": "A", "x2": "A"}) == 11


def test_with_one_that_nobody_knows_it_is_not_known_and_not_that_of_its_own_office() -> None:
    assert before({"x1": 1}, {"x1": "A", "x2": "A"}) is None
    assert before({"A": 8, "x1": 1}, {"A": "A", "x1": "A", "x2": "A"}) is None
    assert before({"A": 8}, {"A": "A", "x1": "A"}) is None


def test_where_last_year_the_whole_stood_for_its_units_it_is_the_whole_of_then() -> None:
    assert before({"A": 8}, {"x1": "A", "x2": "A"}) == 8
    assert before({"B": 6, "x1": 1}, {"x1": "A", "y1": "B", "y2": "B"}) == 7


def test_who_consolidates_below_our_roster_is_known_by_what_it_sent() -> None:
    assert before({"L": 9}, {"L": "", "l1": "", "l2": ""}, "L") == 9
    assert before({"L": 9, "x1": 1}, {"x1": "A", "l1": "L", "l2": "L"}) == 10
