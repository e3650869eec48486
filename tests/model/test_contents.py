"""Who is in a consolidated workbook, as rows and back."""

from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.contents import Contents, JoinedUnit, Membership, contents_of, contents_rows

WORD = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=6)
UNITS = st.builds(JoinedUnit, WORD, WORD, st.one_of(st.just(""), WORD), WORD, WORD, st.sampled_from(Membership))
CONTENTS = st.builds(Contents, WORD, WORD, WORD, WORD, WORD, st.booleans(), st.lists(UNITS, max_size=4).map(tuple))


@given(CONTENTS)
def test_contents_come_back_from_their_rows(contents: Contents) -> None:
    assert contents_of(contents_rows(contents)) == contents


def test_rows_of_another_sheet_are_no_contents() -> None:
    assert contents_of([["代码", "名称"], ["1", "甲"]]) is None
    assert contents_of([]) is None


def test_a_row_cut_short_is_read_as_far_as_it_goes() -> None:
    found = contents_of([["xlsreport:contents:1", "A"], [], ["x", "甲"], ["", ""]])
    assert found is not None
    assert [(each.code, each.part) for each in found.units] == [("x", Membership.DRAFT)]
    assert not found.final
