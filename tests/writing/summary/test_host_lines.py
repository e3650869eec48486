"""The summary has the same bytes where files of texts have lines that end as on Windows."""

import os
from functools import partial

import pytest
import xlsxwriter.worksheet
import xlsxwriter.xmlwriter

from kit.filled import disclosure
from kit.outcomes import entry, outcome_of, review_of
from xlsreport.language import language_named
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.writing.summary.workbook import summary_bytes

ZH = language_named("zh")


def outcome() -> Outcome:
    form = disclosure()
    return outcome_of(form, entry(Standing.ACCEPTED, "A01", "甲局", review_of(form, 1)))


def test_the_summary_is_the_same_where_lines_end_as_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    here = summary_bytes(outcome(), ZH)
    monkeypatch.setattr(os, "linesep", "\r\n")
    for module in (xlsxwriter.xmlwriter, xlsxwriter.worksheet):
        monkeypatch.setattr(module, "open", partial(open, newline="\r\n"), raising=False)
    assert summary_bytes(outcome(), ZH) == here
