"""A rule may judge departments alone, or the whole alone, as a word beside it says."""

from decimal import Decimal
from pathlib import Path

import pytest

from kit.small_form import part, small_form
from xlsreport.checking.context import Case
from xlsreport.checking.totals.rules import check_rules
from xlsreport.errors import FormError
from xlsreport.language import language_named
from xlsreport.model.workbook import Workbook

WORDS = 'departments = ["each"]\nwhole = ["all"]'
RULES = tuple(("must", "=Data!B5", "≤", "=2", scope) for scope in ("", "each", "all"))


def test_each_rule_judges_whom_it_is_for(tmp_path: Path) -> None:
    form = small_form(tmp_path, {"B5": "whole"}, rules=RULES, rule_words=WORDS)
    case, values = Case(form, language_named("en"), Workbook({})), part(B5=Decimal(3))
    results = form.engine.evaluate(values)
    found = [check_rules(case, values, results, frozenset(), rules) for rules in (None, form.whole_rules)]
    assert [[each.code for each in some] for some in found] == [["T-R1", "T-R2"], ["T-R1", "T-R3"]]


def test_an_unknown_word_is_refused_and_a_form_without_words_reads_none(tmp_path: Path) -> None:
    remark = (("must", "=1", "=", "=1", "a remark"),)
    with pytest.raises(FormError, match="Rules!J5"):
        small_form(tmp_path / "one", {"B5": "whole"}, rules=remark, rule_words=WORDS)
    assert small_form(tmp_path / "other", {"B5": "whole"}, rules=remark).whole_rules
