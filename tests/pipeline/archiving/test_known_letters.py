"""What outputs knew to have been sent is what their findings.json says, as far as it says anything that can be."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.filled import disclosure
from kit.outcomes import outcome_of
from xlsreport.model.correspondence import Correspondence
from xlsreport.pipeline.archiving.known_letters import knowing_what_was_sent

SENT = {"code": "A01", "issued": True, "sent_back": 2, "reminded": 1}
NOW = replace(outcome_of(disclosure()), correspondence={"A01": Correspondence(True, 5, 5)})


def known(document: Any, folder: Path) -> Correspondence:
    (folder / "findings.json").write_text(json.dumps(document), encoding="utf-8")
    return knowing_what_was_sent(NOW, folder / "findings.json").sent_to("A01")


def test_it_is_what_findings_json_says(tmp_path: Path) -> None:
    assert known({"standings": [{"code": None, **dict.fromkeys(SENT)}, SENT]}, tmp_path) == Correspondence(True, 2, 1)


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        {"standings": 3},
        {"standings": [3]},
        {"standings": [{"code": "A01", "standing": "missing"}]},
        {"standings": [SENT | {"code": ["A01"]}]},
        {"standings": [SENT | {"issued": 1}]},
        {"standings": [SENT | {"reminded": "1"}]},
    ],
)
def test_where_it_says_nothing_it_is_what_lies_in_the_outbox_now(document: Any, tmp_path: Path) -> None:
    assert known(document, tmp_path) == Correspondence(True, 5, 5)


def test_a_file_that_is_no_json_or_not_there_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000, encoding="utf-8")
    for name in ("deep.json", "none.json"):
        assert knowing_what_was_sent(NOW, tmp_path / name) == NOW
