"""Laws that are written out once for many workbooks say of each what they say of it alone."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.filled import disclosure
from kit.submission import reviewed, sent
from xlsreport.checking.locate.form_laws import _MOST, form_laws
from xlsreport.model.address import Address

FIGURES = {"表三!D6": 97, "表三!D7": 12, "表三!D8": 60, "表三!D9": 44, "表三!D30": 5}
WRONG: tuple[Mapping[str, Any], ...] = (
    {"表三!D7": 21},
    {"表三!J8": 500},
    {"表三!J8": 60, "表三!D8": 61},
    {"表三!D29": 7},
    {"表三!D9": None},
    {"上年!D4": 99, "表三!D7": 99},
)
KNOWN: tuple[Mapping[str, Any] | None, ...] = (None, {"上年!D4": 12}, {"上年!D4": 13})


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(WRONG), st.sampled_from(KNOWN)), min_size=2, max_size=5))
def test_what_others_declared_changes_nothing_that_is_said(
    books: list[tuple[Mapping[str, Any], Mapping[str, Any] | None]],
) -> None:
    together = [reviewed(sent({**FIGURES, **wrong}), known).findings for wrong, known in books]
    for (wrong, known), findings in zip(books, together, strict=True):
        disclosure().laws_written_out.clear()
        assert reviewed(sent({**FIGURES, **wrong}), known).findings == findings


def test_few_kinds_of_workbooks_are_kept() -> None:
    form = disclosure()
    for total in form.totals:
        for known in (frozenset[Address](), frozenset({Address.parse("上年!D4")})):
            assert form_laws(form, frozenset({total}), known, {}).of_total(total) is not None
            assert len(form.laws_written_out) <= _MOST
    assert 2 * len(form.totals) > _MOST
