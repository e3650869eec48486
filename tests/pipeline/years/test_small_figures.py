"""Figures of very many units are kept small and say the same."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xlsreport.model.address import Address
from xlsreport.pipeline.years.small_figures import figures_of

CELLS = [Address("S", 1, column) for column in range(1, 5)]
CODES = st.sampled_from(["", "A", "B", "C"])


@given(
    st.lists(st.tuples(CODES, st.sampled_from(CELLS[:3]), st.integers(-3, 10**6).map(Decimal)), max_size=12),
    st.lists(st.tuples(CODES, st.sampled_from(CELLS[2:]), st.text(min_size=1, max_size=3)), max_size=6),
)
def test_small_or_not_they_are_the_same_whatever_the_order_of_the_rows(
    values: list[tuple[str, Address, Decimal]], texts: list[tuple[str, Address, str]]
) -> None:
    apart = [each for each in texts if each[1] != CELLS[2]]  # a cell has a number or a text
    plain, small = figures_of(values, apart), figures_of(values, apart, CELLS)
    assert list(plain) == list(small)
    assert {code: dict(own) for code, own in plain.items()} == {code: dict(own) for code, own in small.items()}
