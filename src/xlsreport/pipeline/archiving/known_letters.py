"""What outputs knew to have been sent when they were written: more is sent after that, which makes them no others."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from xlsreport.model.correspondence import Correspondence
from xlsreport.model.outcome import Outcome


def knowing_what_was_sent(outcome: Outcome, findings: Path) -> Outcome:
    """Return `outcome` with what was sent as the findings.json at `findings` says; as it is where that says nothing."""
    known = {code: sent for standing in _standings(findings) for code, sent in _read(standing).items()}
    if not known:
        return outcome
    nodes = (replace(each, outcome=replace(each.outcome, correspondence=known)) for each in outcome.nodes)
    return replace(outcome, correspondence=known, nodes=tuple(nodes))


class _Document(Struct, frozen=True):
    """Of findings.json the standings alone: of very many departments the findings fill memory."""

    standings: list[Any]


def _standings(findings: Path) -> list[Any]:
    try:
        data = findings.read_bytes()
    except OSError:
        return []
    try:
        return msgspec.json.decode(data, type=_Document).standings
    except (msgspec.DecodeError, RecursionError):
        return _standings_in(data)


def _standings_in(data: bytes) -> list[Any]:
    """Return the standings of a document that has half a character somewhere, or is none."""
    try:
        document = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return []
    standings = document.get("standings") if isinstance(document, dict) else None
    return standings if isinstance(standings, list) else []


def _read(standing: Any) -> Mapping[str, Correspondence]:
    if not isinstance(standing, dict) or not isinstance(standing.get("code"), str):
        return {}
    issued, back, reminded = (standing.get(each) for each in ("issued", "sent_back", "reminded"))
    if not isinstance(issued, bool) or not isinstance(back, int) or not isinstance(reminded, int):
        return {}
    return {standing["code"]: Correspondence(issued, back, reminded)}
