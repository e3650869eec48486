"""What a consolidation prints of the departments, by their standing."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.outcomes import entry, outcome_of, review_of
from xlsreport.cli.console import Screen
from xlsreport.cli.overview import overview
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named
from xlsreport.model.outcome import PublishedOutputs, Standing


def test_who_is_only_compared_or_told_above_is_neither_accepted_nor_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    disclosure = load_form(find_form("disclosure-2021"))
    review = review_of(disclosure, 1)
    own = entry(Standing.ACCEPTED, "A01", "甲局", review)
    compared = replace(entry(Standing.ACCEPTED, "A02", "乙县", review), aside="A02")
    inside = replace(entry(Standing.MISSING, "A03", "丙局", review), aside="A04")
    missing = entry(Standing.MISSING, "A05", "丁局", review)
    nowhere = Path("output")

    outcome = outcome_of(disclosure, compared, own, inside, missing)
    overview(outcome, PublishedOutputs(*[nowhere / "x"] * 7), language_named("zh"), Screen())

    lines = capsys.readouterr().out.splitlines()
    assert "  汇总单位.xlsx:文字!A6: 核实 V2 空白。" in lines  # to be filled there, not in what is added up
    assert lines[1:5] == ["审核通过 1：甲局", "审核通过（只作核对） 1：乙县", "未报送 1：丁局", "汇入上级 1：丙局"]
