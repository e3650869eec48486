"""Rules over archived years: how often each would have fired, and on whom; rules on trial."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kit.bags import bag
from kit.filled import disclosure, values
from xlsreport.archive.tables import ValueRow, values_bytes
from xlsreport.checking import Case
from xlsreport.checking.totals.rules import check_rules, check_trials
from xlsreport.cli.app import run
from xlsreport.errors import FormError, WorkspaceError
from xlsreport.forms.rules import read_rules
from xlsreport.forms.settings import Trials, read_settings
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form, Rule
from xlsreport.model.joining import Scope
from xlsreport.model.workbook import Workbook
from xlsreport.pipeline.authoring.backtest import backtest, backtest_json, backtest_lines

NAMES = {"": "某区", "A01": "财政局", "A02": "教育局"}
AT = Address.parse


def archived(folder: Path, name: str, figures: dict[str, dict[str, int]]) -> None:
    """Archive a year whose every figure is 0 but for those in `figures`, by code."""
    data, form = bag(folder, name, {code: (NAMES[code], 0) for code in figures}), disclosure()
    rows = [
        ValueRow(int(name), code, NAMES[code], f.address.sheet, f.address.cell, "", Decimal(own.get(str(f.address), 0)))
        for code, own in figures.items()
        for f in form.figures
    ]
    (data / "values.csv").write_bytes(values_bytes(rows))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    archived(folder, "2022", {"A01": {"表三!D6": 3, "表三!D30": 3}, "A02": {}, "": {}})
    archived(folder, "2023", {"A01": {"表三!D6": 5}, "A02": {"表三!D7": 2, "表三!D8": 2}})
    (folder / "xlsreport.toml").write_text('form = "disclosure-2021"\n', encoding="utf-8")
    return folder


def test_each_rule_says_how_often_it_would_have_fired_and_on_whom(workspace: Path) -> None:
    done = backtest(workspace, Path())
    known = {each.rule.id: each for each in done.records}

    assert done.periods == (2022, 2023)
    assert (known["R01"].judged, [(f.period, f.name) for f in known["R01"].firings]) == (5, [(2023, "财政局")])
    assert known["R01"].firings[0].trial.finding is not None
    assert known["R01"].firings[0].trial.finding.difference == 5


def test_what_was_carried_is_known_from_the_year_before_and_unjudged_without_it(workspace: Path) -> None:
    known = {each.rule.id: each for each in backtest(workspace, Path()).records}

    assert known["R08"].judged == 2  # neither the first year nor the whole, of which there is one year alone
    assert [(f.period, f.code) for f in known["R08"].firings] == [(2023, "A01"), (2023, "A02")]


def test_the_command_tries_a_form_on_the_archive_of_a_workspace(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["forms", "backtest", "disclosure-2021", "-C", str(workspace)]) == 0
    lines = capsys.readouterr().out.splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("R01  错误  判断 5 次，不成立 1 次"))

    assert lines[place + 1] == "  2023 年 财政局"
    assert run(["forms", "backtest", str(workspace), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "xlsreport-backtest-1"
    assert told["rules"][0]["units"] == [
        {"period": 2023, "code": "A01", "name": "财政局", "left": 5, "right": 0, "difference": 5}
    ]
    done = backtest(workspace, Path())
    assert backtest_json(done) == backtest_json(backtest(workspace, Path()))
    assert next(backtest_lines(done, language_named("en"))).endswith("its rules over the archived years 2022, 2023")


def test_nothing_archived_is_said(tmp_path: Path) -> None:
    (tmp_path / "xlsreport.toml").write_text('form = "disclosure-2021"\n', encoding="utf-8")

    with pytest.raises(WorkspaceError):
        backtest(tmp_path, Path())


def on_trial(*numbers: str) -> Form:
    rules = tuple(replace(rule, trial=rule.id in numbers) for rule in disclosure().rules)
    return replace(disclosure(), rules=rules)


def test_a_rule_on_trial_fires_as_a_note_that_says_so_and_binds_nothing() -> None:
    form = on_trial("R01")
    told, broken = Case(form, language_named("zh"), Workbook({})), values({"表三!D6": 3})
    results = form.engine.evaluate(broken)
    (note,) = check_trials(told, broken, results, frozenset(), form.trial_rules(Scope.WHOLE))

    assert (note.code, note.severity, note.trial, note.blocks) == ("T-R01", Severity.NOTE, True, False)
    assert note.message.endswith("（试行规则，只供参考）")
    assert "T-R01" not in {each.code for each in check_rules(told, broken, results, frozenset())}
    assert "R01" not in {rule.id for rule in form.department_rules}


class Sheet:
    """A rules sheet of one row."""

    title, max_row = "R", 5

    def __init__(self, word: str) -> None:
        self.word = word

    def cell(self, row: int, column: int) -> "Sheet":
        texts = {1: "R1", 2: self.word, 3: "text", 5: "="}
        self.value = texts.get(column) if row == 5 else None
        return self


def read(word: str, numbers: tuple[str, ...]) -> tuple[Rule, ...]:
    settings = read_settings(disclosure().folder)
    own = {**settings.severities, "试行": Severity.NOTE}
    settings = replace(settings, severities=own, trials=Trials(frozenset({"试行"}), numbers))
    untouched = {Address("R", 5, column): Decimal(0) for column in (4, 6, 8)}
    return read_rules(Sheet(word), settings, untouched)  # type: ignore[arg-type]


def test_a_rule_is_put_on_trial_by_its_word_or_by_its_number() -> None:
    assert [rule.trial for rule in (*read("试行", ()), *read("错误", ("R1",)), *read("错误", ()))] == [
        True,
        True,
        False,
    ]
    with pytest.raises(FormError, match="no rule R9"):
        read("错误", ("R9",))


def test_form_toml_says_which_words_and_which_rules_are_on_trial(tmp_path: Path) -> None:
    text = (disclosure().folder / "form.toml").read_text(encoding="utf-8")
    text = text.replace('"提示" = "note" }', '"试行" = "trial" }\ntrial = ["R17"]')
    (tmp_path / "form.toml").write_text(text, encoding="utf-8")
    settings = read_settings(tmp_path)

    assert settings.trials == Trials(frozenset({"试行"}), ("R17",))
    assert settings.severities["试行"] is Severity.NOTE
