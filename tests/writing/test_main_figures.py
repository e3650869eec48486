"""Which figures stand first where the author names none, totals and rates, and what they are called."""

from decimal import Decimal
from pathlib import Path

import pytest

from kit.small_form import at, part, small_form
from xlsreport.consolidation import consolidate
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form_parts import MainFigure
from xlsreport.writing.wording.main_figures import most_telling, title_of


def test_totals_and_rates_come_before_what_is_added_alone_and_an_exchange_rate_last(tmp_path: Path) -> None:
    """The rate of B5 stands first on the sheet, the total of B9 last; B10 is in dollars, B11 a share, B12 a highest."""
    form = small_form(
        tmp_path,
        {"B5": "decimal", "B6:B8": "decimal", "B12:B13": "whole"},
        formulas={"B9": "=SUM(B6:B8)", "B10": "=B9*B5", "B11": "=B6/B9", "B14": "=B9+0"},
        toml='[consolidate]\n"Data!B5" = "same"\n"Data!B12" = "max"\n',
    )
    sent = part(B5=Decimal(7), B6=Decimal(1), B7=Decimal(2), B8=Decimal(3), B12=Decimal(9), B13=Decimal(4))
    whole = consolidate(form, [sent, sent])
    assert most_telling(form, whole.value) == tuple(at(f"B{row}") for row in (9, 10, 11, 13, 12, 5))


@pytest.mark.parametrize(
    ("name", "unit", "wanted"),
    [
        ("收费", "万元", "收费（万元）"),
        ("合计 × 参加人次（人）", "人", "合计 × 参加人次（人）"),
        ("人工成本", "人", "人工成本（人）"),
        ("新收", "", "新收"),
    ],
)
def test_a_unit_is_said_once(name: str, unit: str, wanted: str) -> None:
    assert title_of(MainFigure(Address("表", 1, 1), name, unit), language_named("zh")) == wanted
