"""Files of nobody: of few the roster is looked through for who may be meant, of many nobody is guessed at."""

import pytest

from kit.desks import came, desk, examined
from xlsreport.model.outcome import Standing
from xlsreport.model.review import Identity
from xlsreport.pipeline.standing import standings as module
from xlsreport.pipeline.standing.standings import standings


def test_of_more_strangers_than_it_is_worth_only_the_first_are_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GUESSED", 1)
    who = Identity("", "区财政所", 2023)
    strangers = [examined(came(f"{n}.xlsx"), who=who, department=None) for n in range(2)]
    found = [each for each in standings(strangers, desk()) if each.standing is Standing.UNMATCHED]
    first, second = (each.review.findings[0].message for each in found)
    assert "财政局" in first
    assert "财政局" not in second
