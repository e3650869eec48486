"""What a value looks like in its cell's number format: the examples are what Excel shows."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS

from xlsreport.model.number_formats import BUILT_IN_FORMATS, decimals_of, hides, is_general, shown, signed
from xlsreport.model.workbook import UNKNOWN


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        ("59.79999", "0.0", "59.8"),
        ("0.045", "0.00", "0.05"),
        ("2.5", "0", "3"),
        ("0.4375", "0.00%", "43.75%"),
        ("0.5", '0.0"%"', "0.5%"),
        ("1234567.5", "#,##0", "1,234,568"),
        ("0", "#,##0", "0"),
        ("-0", "0", "0"),
        ("-12345", "#,##0", "-12,345"),
        ("1E+3", "#,##0", "1,000"),
        ("-7.0", "0", "-7"),
        ("0", "#", ""),
        ("0.5", "#.##", ".5"),
        ("5", "0.##", "5"),
        ("7", "000", "007"),
        ("123456789", "000-00-0000", "123-45-6789"),
        ("12345678", "0.0,,", "12.3"),
        ("12345678", '0.00,,"M"', "12.35M"),
        ("100000", "#,##0,", "100"),
        ("-5", "#,##0;[Red]-#,##0", "-5"),
        ("-5", "#,##0;[红色](#,##0)", "(5)"),
        ("-0.04", "0.0", "0.0"),
        ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
        ("1000", "#,##0.00 [$€-407]", "1,000.00 €"),
        ("-1234.5", '"$"#,##0.00_);("$"#,##0.00)', "($1,234.50)"),
        ("1234.567", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.57"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("0", '0;-0;"无"', "无"),
        ("0", "0;-0;;@", ""),
        ("5", '0"件"', "5件"),
        ("3", 'G/通用格式"件"', "3件"),
        ("5", "[DBNum1]0", "五"),
        ("150", '[>=100]"many";0', "many"),
        ("-50", '[>=100]"many";0', "-50"),
        ("-3", '[<0]"less "0;0', "less 3"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("0.00012", "0.0E-0", "1.2E-4"),
        ("1.25", "# ?/?", "1 1/4"),
        ("1.5", "# ??/16", "1 8/16"),
        ("45292", "yyyy-mm-dd", "2024-01-01"),
        ("45292.5", "yyyy/m/d h:mm", "2024/1/1 12:00"),
        ("45292", "yyyy年m月d日", "2024年1月1日"),
        ("45292.75", "h:mm AM/PM", "6:00 PM"),
        ("45292", "mmm d, yyyy", "Jan 1, 2024"),
        ("45292", "aaaa", "星期一"),
        ("1.5", "[h]:mm", "36:00"),
        ("-1", "yyyy-mm-dd", "-1"),
        ("12", "@", "12"),
        ("0.333333333333333", "General", "0.3333333333"),
        ("1234567890123456", "General", "1234567890123456"),
        ("1128.560001", "General", "1128.560001"),
    ],
)
def test_a_number_is_shown_as_excel_shows_it(number: str, code: str, expected: str) -> None:
    assert shown(Decimal(number), code) == expected


def test_sixty_digits_are_never_shown() -> None:
    assert shown(Decimal(2) / Decimal(3), "0.00") == "0.67"
    assert len(shown(Decimal("0." + "6" * 60), "General")) == 12


def test_what_is_no_number_is_shown_too() -> None:
    assert shown("abc", '0;-0;0;"x"@') == "xabc"
    assert shown("abc", "0.0") == "abc"
    assert shown(date(2024, 5, 6), "yyyy年m月") == "2024年5月"
    assert shown(UNKNOWN, "0.0") == "#N/A"


@pytest.mark.parametrize(
    ("code", "decimals"),
    [
        ("0.0", 1),
        ("0", 0),
        ("0.00%", 4),
        ("#,##0.00;[Red]-#,##0.00", 2),
        ("General", None),
        ("0.0,", None),
        ("@", None),
    ],
)
def test_a_mean_keeps_the_decimals_that_its_cell_shows(code: str, decimals: int | None) -> None:
    assert decimals_of(code) == decimals


def test_general_goes_by_its_name_in_either_language() -> None:
    assert is_general("General")
    assert is_general("G/通用格式")
    assert not is_general('General"件"')


@pytest.mark.parametrize(
    ("number", "code", "hidden"),
    [
        ("5", "0.00", False),
        ("1234.5", "#,##0.0", False),
        ("0.4375", "0.00%", False),
        ("0.4375", "0%", True),
        ("3.25", "0.0", True),
        ("12345678", "0.0,,", True),
        ("12000000", "0.0,,", False),
        ("0.333333333333333", "General", True),
        ("45292", "yyyy-mm-dd", False),
        ("0", "0;-0;;@", True),
    ],
)
def test_it_is_known_whether_digits_are_hidden(number: str, code: str, hidden: bool) -> None:
    assert hides(Decimal(number), code) is hidden


def test_a_change_has_its_sign_in_the_figures_own_format() -> None:
    assert shown(Decimal("0.015"), signed("0.0%;[Red]-0.0%")) == "+1.5%"
    assert shown(Decimal(-1500), signed('#,##0.0;"less; "0')) == "-1,500.0"
    assert (signed("General"), signed("yyyy-mm-dd")) == ("", "")


def test_the_built_in_formats_are_those_that_another_library_knows() -> None:
    assert BUILT_IN_FORMATS == BUILTIN_FORMATS
