"""A hundredth of the nation: joined in four levels, each figure of each node proved."""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from xlsreport.consolidation import Values
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.form import Form

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def program() -> Any:
    sys.path.insert(0, str(FOLDER))
    try:
        return import_module("nation")
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="module")
def nation(program: Any) -> Any:
    made = program.Nation()
    made.whole = made.node(0, range(3000))
    return made


def test_every_figure_of_every_node_is_what_its_units_say(nation: Any) -> None:
    assert nation.whole.units == 3000
    assert nation.nodes == {"nation": 1, "provinces": 2, "cities": 4, "counties": 28}
    assert nation.proved == 35 * len(nation.expected[0])


def test_a_unit_that_a_county_forgets_is_noticed(program: Any, nation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    join = program.consolidate

    def forgetful(form: Form, parts: Sequence[Values]) -> Consolidation:
        return join(form, parts[1:])

    monkeypatch.setattr(program, "consolidate", forgetful)
    with pytest.raises(RuntimeError, match="counties"):
        nation.node(0, range(300))
