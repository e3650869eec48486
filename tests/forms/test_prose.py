"""The table [prose] of form.toml: phrases spelled out, and what is wrong with one named."""

import pytest

from xlsreport.forms.prose import read_narrative
from xlsreport.model.address import Address
from xlsreport.model.narrative import Narrative, Phrase, Piece, Term


def phrase(text: str, cells: str = "Data!B2") -> Phrase:
    (found,) = read_narrative({"figures": {cells: [text]}}).phrases
    return found


def test_no_table_is_no_vocabulary() -> None:
    assert read_narrative({}) == Narrative()


def test_choices_and_what_may_be_left_out_stay_apart() -> None:
    assert phrase("new|fresh public? loans").before == (
        Piece(("new", "fresh")),
        Piece(("public",), optional=True),
        Piece(("loans",)),
    )


def test_a_word_class_stands_for_its_words_and_their_combinations() -> None:
    table = {
        "words": {"loan": ["loans", "<kind> books"], "kind": ["lent|borrowed"]},
        "figures": {"Data!B2": ["new <loan>"]},
    }
    (found,) = read_narrative(table).phrases
    assert found.before == (
        Piece(("new",)),
        Piece(("loans", (Piece(("lent", "borrowed")), Piece(("books",))))),
    )


def test_topics_units_and_words_on_both_sides() -> None:
    found = phrase("appeals|claims：upheld #cases|files so far?")
    assert (found.topics, found.units) == (("appeals", "claims"), ("cases", "files"))
    assert (found.before, found.after) == ((Piece(("upheld",)),), (Piece(("so",)), Piece(("far",), optional=True)))


def test_a_phrase_may_stand_for_itself_and_name_another_year() -> None:
    found = phrase("^ carried over from @-1")
    assert (found.bounded, found.year, found.elliptic) == (True, -1, False)
    assert phrase("… dealt with #cases").elliptic


def test_what_is_said_of_none_labels_and_what_may_be_told_together() -> None:
    found = read_narrative(
        {"none": {"Data!B2": ["fees"]}, "rows": {"Data!B3:B4": "loans： #cases"}, "also": {"Data!B2": "Data!B5"}}
    )
    assert [each.unsaid for each in found.phrases] == [True]
    assert [(str(each.cells[0]), each.topics, each.units) for each in found.labelled] == [
        ("Data!B3", ("loans",), ("cases",))
    ]
    assert [(str(one), str(other.address), other.factor) for one, other in found.also] == [("Data!B2", "Data!B5", 1)]


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
        {"figures": {"Data!B2": ["<unknown>"]}},
        {"figures": {"Data!B2": ["a? b?"]}},
        {"words": {"a": ["<b>"], "b": ["<a>"]}, "figures": {"Data!B2": ["<a>"]}},
        {"none": {"Data!B2": ["a?"]}},
        {"rows": {"Data!B2:B3": "loans"}},
        {"also": {"Data!B2:B3": "Data!B4"}},
        {"speaking": ["B2"]},
    ],
)
def test_what_cannot_be_meant_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_narrative(table)
