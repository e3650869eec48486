"""The first and the last day that a text gives are those of its period, be it a year, a quarter or a fiscal year."""

from typing import TYPE_CHECKING

import pytest

from xlsreport.checking.narrative.dates import wrong_days
from xlsreport.checking.narrative.passage import Passage
from xlsreport.model.narrative import Narrative
from xlsreport.model.period import FormPeriods, PeriodKind, named_period

if TYPE_CHECKING:
    from datetime import date

FISCAL = FormPeriods(PeriodKind.FISCAL, 10)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("2024Q1", "数据统计期限自2024年1月1日起至2024年3月31日止。", []),
        ("2024Q1", "数据统计期限自2023年1月1日起至2023年3月31日止。", ["2024年1月1日—2024年3月31日"]),
        ("2024Q1", "数据统计期限自2024年1月1日起至12月31日止。", ["2024年1月1日—2024年3月31日"]),
        ("2024-02", "数据统计期限自2024年2月1日起至2月29日止。", []),
        ("FY2024", "数据统计期限自2023年10月1日起至2024年9月30日止。", []),
        ("FY2024", "数据统计期限自2022年10月1日起至2023年9月30日止。", ["2023年10月1日—2024年9月30日"]),
        ("2024", "数据统计期限自2024年1月1日起至12月31日止。", []),
    ],
)
def test_days_that_are_not_the_periods_are_told(name: str, text: str, expected: list[str]) -> None:
    period = named_period(name)
    assert period is not None
    plan = FISCAL if name.startswith("FY") else FormPeriods()
    days: tuple[date, date] = plan.first_day(period), plan.last_day(period)
    found = wrong_days(Passage(text), Narrative(statistics=("统计期限",)), *days)
    assert [each.expected for each in found] == expected
