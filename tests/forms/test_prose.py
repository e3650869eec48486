"""The table [prose] of form.toml: phrases spelled out, and what is wrong with one named."""

import pytest

from xlsreport.forms.prose import read_narrative
from xlsreport.model.address import Address
from xlsreport.model.narrative import Narrative, Phrase, Term


def phrase(text: str, cells: str = "Data!B2") -> Phrase:
    (found,) = read_narrative({"figures": {cells: [text]}}).phrases
    return found


def test_no_table_is_no_vocabulary() -> None:
    assert read_narrative({}) == Narrative()


def test_choices_and_what_may_be_left_out_are_spelled_out_longest_first() -> None:
    assert phrase("new|fresh public? loans").before == ("freshpublicloans", "newpublicloans", "freshloans", "newloans")


def test_topics_units_and_words_on_both_sides() -> None:
    found = phrase("appeals|claims：upheld #cases|files so far?")
    assert (found.topics, found.units) == (("appeals", "claims"), ("cases", "files"))
    assert (found.before, found.after) == (("upheld",), ("sofar", "so"))


def test_cells_are_added_and_taken_off() -> None:
    found = phrase("kept", "Data!B2 + Other sheet!C3:C4 - Data!B5").terms
    cells = [("Data!B2", 1), ("Other sheet!C3", 1), ("Other sheet!C4", 1), ("Data!B5", -1)]
    assert found == tuple(Term(Address.parse(cell), factor) for cell, factor in cells)


@pytest.mark.parametrize(
    "table",
    [
        {"units": "pieces"},
        {"units": [""]},
        {"figures": {"Data!B2": ["#pieces"]}},
        {"figures": {"Data!B2": ["one #a two #b"]}},
        {"figures": {"B2": ["words"]}},
        {"figures": {"Data!B2": [" ".join(["a|b|c|d|e|f|g|h|i|j"] * 6)]}},
        {"speaking": ["B2"]},
    ],
)
def test_what_cannot_be_meant_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_narrative(table)
