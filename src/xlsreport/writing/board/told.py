"""What the board tells, as compact JSON: the season, findings and main figures first, all else while there is room."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

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
from xlsreport.writing.board.findings import rules, told_finding
from xlsreport.writing.board.places import BoardCells, places_of
from xlsreport.writing.board.room import Room, Told, json_text
from xlsreport.writing.board.whole import whole
from xlsreport.writing.wording.season import calm_line
from xlsreport.writing.wording.standing_words import draft_sentence

BYTES = 7_600_000  # a mail takes it, and a browser opens it at once
_WORDS = "board_"


def board_json(outcome: Outcome, language: Language, most: int) -> str:
    """Return the board's data, without a sign that could end its element or turn what is read."""
    places, room = places_of(outcome), Room(most)
    told = {
        "words": {key.removeprefix(_WORDS): text for key, text in language.texts.items() if key.startswith(_WORDS)},
        "lists": {key.removeprefix(_WORDS): texts for key, texts in language.lists.items() if key.startswith(_WORDS)},
        **_head(outcome, language),
        **places.told(outcome.form),
        **whole(outcome, places, language),
        "departments": (),
        "rules": rules(outcome, language),
    }
    room.left -= len(json_text(told).encode())
    there = departments(outcome, language, places, room)
    found, left = _found(outcome, room)
    layers, out = {}, {"departments": there.left, "findings": left}
    for name, layer in _layers(outcome, places).items():
        layers[name], out[name] = room.taken(layer)
    file = outcome.form.names.summary
    said = [language.text(f"board_left_{name}", count=count, file=file) for name, count in out.items() if count]
    return json_text({**told, **there.told(), "findings": found, **layers, "left": said})


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


def _found(outcome: Outcome, room: Room) -> tuple[Sequence[Any], int]:
    """Return the findings for which there is room, the worst first, in the order of findings.json, and how many not."""
    every = outcome.findings
    by_rank = sorted(range(len(every)), key=lambda number: every[number][1].severity.rank)
    taken, left = room.taken((str(number), partial(told_finding, outcome, *every[number])) for number in by_rank)
    return [taken[number] for number in sorted(taken, key=int)], left


def _layers(outcome: Outcome, places: BoardCells) -> Mapping[str, Iterable[tuple[str, Told]]]:
    """Return what is left out first where there is no room, by department: those with findings before the others."""
    asked = {entry.code for entry, _ in outcome.findings if entry is not None}
    known = sorted(Known.all(outcome), key=lambda each: each.code not in asked)
    return {
        "figures": ((each.code, partial(figures, each, places)) for each in known if has_figures(each, places)),
        "before": ((each.code, partial(figures_before, each, places)) for each in known if had_figures(each, places)),
        "texts": ((each.code, partial(texts, each, places)) for each in known if has_texts(each, places)),
    }
