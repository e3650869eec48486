"""LibreOffice as an independent oracle: every formula of the built-in forms gives what our engine gives.

One conversion serves all: it recalculates a workbook without any stored result for each set of inputs.
"""

import io
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell

from kit import foia
from kit.filled import disclosure, inputs_only, saved, values
from kit.office import all_converted
from xlsreport.forms import example_workspace
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Kind
from xlsreport.model.workbook import ErrorValue, Unreadable, Value
from xlsreport.pipeline.check import check_files
from xlsreport.reading import read_workbook

pytestmark = pytest.mark.office
Inputs = Mapping[Address, Value]
EXAMPLE = example_workspace() / "2023"


def reviewed(pattern: str) -> Inputs:
    """Return what one workbook of the example district says."""
    return check_files([next(EXAMPLE.glob(pattern))]).examined[0].review.values


@cache
def inputs_of(name: str) -> Inputs:
    return (SECOND if name in SECOND else INPUTS)[name]()


def broken() -> dict[str, object]:
    """Break every balance, and carry what does not fit."""
    balances = {f"表三!{column}{row}": row + number for number, column in enumerate("DEFGHI") for row in (6, 8, 30)}
    return inputs_only(balances) | {f"上年!{column}4": 7 for column in "DEFGHIJ"} | {"上年!D5": 3, "上年!D6": 4}


def explanations() -> dict[str, object]:
    """Explain every rule: with reasons, with none, with a formula's sign, with spaces, with a very long one."""
    texts = ("机构改革，两个单位合并。", "核实无误", "情况属实", " ", "=1+1", "长" * 3000, "1", "无")
    rules = disclosure().rules
    return {str(rule.explanation): texts[number % len(texts)] for number, rule in enumerate(rules)}


def queries() -> dict[str, object]:
    return {
        "基本信息!B6": "县级",
        "表二!B5": 2,
        "表二!B6": 9,
        "表三!D6": 1,
        "表三!D27": 1,
        "补充!B15": 0,
        "补充!B16": 10,
        "补充!B17": 11,
        "上年!D5": 1,
        "上年!D6": 1,
    }


def carried() -> dict[Address, Value]:
    return {Address.parse(f"上年!{column}4"): Decimal(number) for number, column in enumerate("DEFGHIJ")}


def _random(seed: int) -> dict[Address, Value]:
    draw = random.Random(seed)  # noqa: S311 - figures, not secrets
    fees = {f.address for f in disclosure().figures if f.kind is Kind.AMOUNT}
    return {
        field.address: Decimal(draw.randrange(10**6)) / (10**5 if field.address in fees else 1)
        for field in disclosure().figures
        if draw.random() < 0.8
    }


INPUTS: Mapping[str, Callable[[], Inputs]] = {
    "blank": dict,
    "clean": values,
    "corrected": lambda: reviewed("corrected/*.xlsx"),
    "held": lambda: reviewed("inbox/自然资源分局*.xlsx"),
    "largest": lambda: {f.address: f.maximum or Decimal(999_999_999) for f in disclosure().figures},
    "broken": lambda: values(broken()),
    "explained": lambda: values({**broken(), **queries(), **explanations()}),
    "queries": lambda: values(queries()),
    "random": lambda: _random(1) | {disclosure().identity.period: Decimal(2023)},
    "random and carried": lambda: _random(2) | carried(),
    "decimals": lambda: values(
        {"表二!B16": Decimal("0.00001"), "补充!B16": Decimal("0.1"), "补充!B17": Decimal("0.3")}
    ),
}

# The second form: a true report, the same with another figure in every cell, and what it makes of nothing.
SECOND: Mapping[str, Callable[[], Inputs]] = {
    "foia blank": dict,
    "foia true": lambda: foia.values(foia.facts(2017, "DOJ")[0]),
    "foia explained": lambda: {rule.explanation: "Explained." for rule in foia.foia().rules},
    "foia broken": lambda: {field.address: Decimal(n) / 4 for n, field in enumerate(foia.foia().fields.values(), 5)},
}


def form_of(name: str) -> Form:
    return foia.foia() if name in SECOND else disclosure()


def without_results(form: Form, inputs: Inputs) -> bytes:
    """Return the form with `inputs` and no stored result, so that whoever opens it has to compute."""
    book = load_workbook(form.folder / "workbook.xlsx")
    for address, value in inputs.items():
        cell = book[address.sheet].cell(address.row, address.column)
        assert isinstance(cell, Cell)
        cell.value = float(value) if isinstance(value, Decimal) else value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have LibreOffice recalculate all input sets at once, and return the folder of what it saved."""
    folder = tmp_path_factory.mktemp("oracle")
    files = [
        saved(folder, f"{name}.xlsx", without_results(form_of(name), inputs_of(name))) for name in (*INPUTS, *SECOND)
    ]
    all_converted(files, "xlsx", folder / "by-office")
    return folder / "by-office"


def same(ours: Value, theirs: Value) -> bool:
    """Whether two results are one; a reader of a file cannot tell an empty text from a blank cell."""
    if isinstance(ours, Decimal) and isinstance(theirs, Decimal):
        return abs(ours - theirs) <= abs(ours) * Decimal("1e-14")
    if isinstance(ours, ErrorValue) and isinstance(theirs, ErrorValue):
        return ours == theirs
    return (type(ours) is type(theirs) and ours == theirs) or (ours in ("", None) and theirs in ("", None))


@pytest.mark.parametrize("name", [*INPUTS, *SECOND])
def test_agrees_in_every_formula(recalculated: Path, name: str) -> None:
    book = read_workbook(recalculated / f"{name}.xlsx")
    assert not isinstance(book, Unreadable)
    ours = form_of(name).engine.evaluate(inputs_of(name))
    theirs = {address: book.at(address).value for address in form_of(name).formulas}
    different = {str(a): (ours[a], theirs[a]) for a in theirs if not same(ours[a], theirs[a])}
    assert different == {}


def test_the_input_sets_reach_every_word_that_a_rule_can_say() -> None:
    form = disclosure()
    said = {form.engine.evaluate(inputs_of(name))[rule.result] for name in INPUTS for rule in form.rules}
    assert {"通过", "不符", "需说明", "已说明", "无上年数据"} <= said


def test_the_input_sets_reach_both_verdicts() -> None:
    verdict = Address.parse("校验!B2")
    said = {disclosure().engine.evaluate(inputs_of(name))[verdict] for name in INPUTS}
    assert said == {"可以报送", "尚不能报送"}
