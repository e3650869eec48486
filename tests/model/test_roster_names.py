"""Names of departments in texts: found as by looking for each of them."""

from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.roster import Department, Roster, bare_code
from xlsreport.model.roster_names import bare

NAMES = st.text("甲乙局A -（", min_size=1, max_size=4)
ROSTERS = st.lists(st.tuples(NAMES, st.lists(NAMES, max_size=2)), max_size=6).map(
    lambda told: Roster(
        tuple(Department(f"A{n}", name, aliases=tuple(aliases)) for n, (name, aliases) in enumerate(told))
    )
)
TEXTS = st.text("甲乙局A -（_", max_size=8)


@given(roster=ROSTERS, text=TEXTS)
def test_the_names_in_a_text_are_those_that_stand_in_it(roster: Roster, text: str) -> None:
    assert roster.names_in(text) == {name for name in roster.bearers if name in text}


@given(roster=ROSTERS, text=TEXTS)
def test_who_is_called_in_a_text_is_whose_longest_name_stands_there(roster: Roster, text: str) -> None:
    longest = {
        each.code: max(len(name) for name in (each.name, *each.aliases) if bare(name) and bare(name) in bare(text))
        for each in roster.departments
        if any(bare(name) and bare(name) in bare(text) for name in (each.name, *each.aliases))
    }
    first = [code for code, size in longest.items() if size == max(longest.values())]
    found = roster.called_in(text)
    assert (found and found.code) == (first[0] if len(first) == 1 else None)


def test_a_code_is_known_by_its_letters_and_digits_where_one_has_them() -> None:
    roster = Roster((Department("A-01", "甲局"), Department("B 02", "乙局"), Department("b02", "丙局")))
    assert roster.by_bare_code(bare_code("ａ01")) == roster.departments[0]
    assert roster.by_bare_code("b02") is None
