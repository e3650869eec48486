"""What rounding allows: each figure stands for an interval by its decimals, and sums that fit are no error."""

from decimal import Decimal
from pathlib import Path

import pytest

from kit.filled import disclosure, values
from kit.situation import rounding
from xlsreport.checking import Case
from xlsreport.checking.totals.rules import check_rules
from xlsreport.errors import FormError
from xlsreport.forms.settings import read_settings
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.rounding import half_unit, room_of_rule, room_of_total
from xlsreport.model.workbook import Workbook

AT = Address.parse


def codes(form: Form, cells: dict[str, int]) -> set[str]:
    told, own = Case(form, language_named("zh"), Workbook({})), values(cells)
    return {each.code for each in check_rules(told, own, form.engine.evaluate(own), frozenset())}


def test_a_rounded_figure_may_be_half_a_unit_of_its_last_decimal_away() -> None:
    form = rounding({"表三!D6": 2, "表三!E6": 0})

    assert half_unit(form, AT("表三!D6")) == Decimal("0.005")
    assert half_unit(form, AT("表三!E6")) == Decimal("0.5")
    assert half_unit(form, AT("表三!F6")) == 0
    assert half_unit(form, AT("表三!J6")) == 0


def test_a_total_has_the_room_of_its_parts_and_half_a_unit_of_its_own() -> None:
    form = rounding({"表三!D6:I6": 1})

    assert room_of_total(form, AT("表三!J6")) == Decimal("0.35")
    assert room_of_total(disclosure(), AT("表三!J6")) == 0
    assert room_of_total(form, AT("表三!J7")) == 0


def test_a_rule_has_the_room_of_the_figures_that_it_adds() -> None:
    form = rounding({"表三!D6:D7": 0, "表三!D30": 0})
    rule = next(each for each in form.rules if each.id == "R01")

    assert room_of_rule(form, rule) == Decimal("1.5")


def test_a_rule_holds_within_rounding_and_breaks_beyond_it() -> None:
    form = rounding({"表三!D6:D7": 0, "表三!D30": 0})

    assert "T-R01" in codes(disclosure(), {"表三!D6": 1})
    assert "T-R01" not in codes(form, {"表三!D6": 1})
    assert "T-R01" in codes(form, {"表三!D6": 2})


def test_what_is_rounded_says_to_how_many_decimals(tmp_path: Path) -> None:
    text = (disclosure().folder / "form.toml").read_text(encoding="utf-8")
    rounded = text.replace('unit = "元", decimals = 2,', 'unit = "元", decimals = 2, rounded = true,')
    (tmp_path / "form.toml").write_text(rounded, encoding="utf-8")
    assert read_settings(tmp_path).measures[AT("补充!B16")].rounded

    (tmp_path / "form.toml").write_text(rounded.replace("decimals = 2, rounded", "rounded"), encoding="utf-8")
    with pytest.raises(FormError, match="rounded"):
        read_settings(tmp_path)
