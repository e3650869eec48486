"""What the board tells, as compact JSON: the season, findings and main figures first, all else while there is room."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import simplejson

from xlsreport.language import Language
from xlsreport.model.finding import Severity
from xlsreport.model.outcome import Outcome
from xlsreport.writing.board.departments import (
    Known,
    departments,
    figures,
    figures_before,
    had_figures,
    has_figures,
    has_texts,
    texts,
)
from xlsreport.writing.board.findings import findings, rules
from xlsreport.writing.board.places import BoardCells, places_of
from xlsreport.writing.board.whole import whole
from xlsreport.writing.wording.season import calm_line
from xlsreport.writing.wording.standing_words import draft_sentence

BYTES = 7_600_000  # a mail takes it, and a browser opens it at once
_MARKUP = re.compile("[<>&\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_WORDS = "board_"

Piece = Mapping[str, Any] | Sequence[Any]
Told = Callable[[], Piece]


def board_json(outcome: Outcome, language: Language, most: int) -> str:
    """Return the board's data, without a sign that could end its element or turn what is read."""
    places, room = places_of(outcome), _Room(most)
    told = {
        "words": {key.removeprefix(_WORDS): text for key, text in language.texts.items() if key.startswith(_WORDS)},
        "lists": {key.removeprefix(_WORDS): texts for key, texts in language.lists.items() if key.startswith(_WORDS)},
        **_head(outcome, language),
        **places.told(outcome.form),
        **whole(outcome, places, language),
        "departments": departments(outcome, language, places),
        "rules": rules(outcome, language),
    }
    head = _json(told)
    room.left -= len(head.encode())
    found = _found(outcome, language, room)
    left, layers = [found.pop("left")], {}
    for name, layer in _layers(outcome, places).items():
        layers[name], count = room.taken(layer)
        left.append(language.text(f"board_left_{name}", count=count, file=outcome.form.names.summary) if count else "")
    rest = _json({**found, **layers, "left": [each for each in left if each]})
    return f"{head.removesuffix('}')},{rest.removeprefix('{')}"  # what is long is written once


def _head(outcome: Outcome, language: Language) -> Mapping[str, Any]:
    words = {"period": outcome.period, "title": outcome.form.title}
    return {
        "title": language.text("board_title", name=outcome.whole.identity.name, **words).strip(),
        "mark": draft_sentence(outcome, language),
        "line": calm_line(outcome, language),
        "period": language.text("summary_year", period=outcome.period),
        "decisions": outcome.form.names.decisions,
        "accepted_sheet": language.text("decisions_accepted"),
        "standings": {each.removeprefix("standing_"): language.text(each) for each in _STANDINGS},
        "severities": [language.text(f"severity_{each}") for each in Severity],
    }


_STANDINGS = tuple(
    f"standing_{each}" for each in ("accepted", "held", "unreadable", "missing", "superseded", "unmatched")
)


def _found(outcome: Outcome, language: Language, room: "_Room") -> dict[str, Any]:
    """Return the findings for which there is room, the worst first, in the order of findings.json."""
    every = findings(outcome, language)
    by_rank = sorted(range(len(every)), key=lambda number: every[number]["severity"])
    taken, left = room.taken({str(number): partial(every.__getitem__, number) for number in by_rank})
    told = [taken[str(number)] for number in range(len(every)) if str(number) in taken]
    return {"findings": told, "left": language.text("board_left_findings", count=left) if left else ""}


def _layers(outcome: Outcome, places: BoardCells) -> Mapping[str, Mapping[str, Told]]:
    """Return what is left out first where there is no room, by department: those with findings before the others."""
    asked = {entry.code for entry, _ in outcome.findings if entry is not None}
    known = sorted(Known.all(outcome), key=lambda each: each.code not in asked)
    return {
        "figures": {each.code: partial(figures, each, places) for each in known if has_figures(each, places)},
        "before": {each.code: partial(figures_before, each, places) for each in known if had_figures(each, places)},
        "texts": {each.code: partial(texts, each, places) for each in known if has_texts(each, places)},
    }


class _Room:
    """How many bytes are left, and what of a layer still goes into them."""

    def __init__(self, most: int) -> None:
        self.left = most

    def taken(self, layer: Mapping[str, Told]) -> tuple[dict[str, Any], int]:
        """Return the first pieces of `layer` that there is room for, written already, and how many are left out.

        What is left out is not even made: of ten thousand departments there is room for two.
        """
        taken: dict[str, Any] = {}
        for name, piece in layer.items():
            text = _json(piece()) if self.left >= 0 else ""
            self.left -= len(text.encode()) + len(name) + 4
            if self.left < 0:
                break
            taken[name] = simplejson.RawJSON(text)
        return taken, len(layer) - len(taken)


def _json(told: Piece | Iterable[Any]) -> str:
    text = simplejson.dumps(told, ensure_ascii=False, separators=(",", ":"), use_decimal=True)
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
