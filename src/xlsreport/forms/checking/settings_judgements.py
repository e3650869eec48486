"""What form.toml says that no workbook is needed to judge: languages, names of files, ranges, ways of joining.

Each mistake is told with its line, and taken out of the tables so that the rest can be read.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any

from xlsreport.forms.checking import tables
from xlsreport.forms.checking.collected import Collected
from xlsreport.forms.checking.said_where import SaidWhere
from xlsreport.forms.checking.toml_text import halfwidth
from xlsreport.language import LANGUAGES
from xlsreport.model.address import Address, cell_range
from xlsreport.model.finding import Severity
from xlsreport.model.form_finding import Saying
from xlsreport.model.joining import Joining, Order

_RANGED = (("consolidate",), ("values",), ("roles", "carried"), ("roles", "prefilled"))
_BOOKS = ("roster", "whole", "summary", "consolidated", "consolidated_draft", "blank", "decisions", "evidence")
_WORD = dict.fromkeys(("report", "draft", "annex"), ".docx")
_ENDINGS = {**dict.fromkeys((*_BOOKS, "catalogue"), ".xlsx"), **_WORD, "board": ".html"}


def judged_tables(where: SaidWhere, data: dict[str, Any], found: Collected, language: str) -> None:
    """Tell what is wrong in `data`, which stands `where`, and mend it there."""
    for judge in (_language, _file_names, _signs, _joinings, _overlaps, _severities):
        for code, names, words, mended in list(judge(data)):
            found.add(code, where.place(names), words)
            if mended is None:
                tables.dropped(data, names)
            else:
                tables.put(data, names, mended or language)


Judged = Iterator[tuple[str, tuple[str, ...], Mapping[str, object], str | None]]


def _table(data: Mapping[str, Any], *names: str) -> Mapping[str, Any]:
    for name in names:
        inner = data.get(name)
        data = inner if isinstance(inner, dict) else {}
    return data


def _language(data: Mapping[str, Any]) -> Judged:
    said = _table(data, "form").get("language")
    if isinstance(said, str) and said and said not in LANGUAGES:
        yield "L108", ("form", "language"), {"said": said, "known": ", ".join(LANGUAGES)}, ""


def _file_names(data: Mapping[str, Any]) -> Judged:
    """Two files of one name would replace each other; a name without its ending is opened by no program."""
    first: dict[str, str] = {}
    for key, name in _table(data, "names").items():
        if not isinstance(name, str) or key not in _ENDINGS:
            continue
        other = first.setdefault(name.casefold(), key)
        if other != key:
            yield (
                "L109",
                ("names", key),
                {"key": key, "other": other, "name": name},
                f"{key} beside {other}{_ENDINGS[key]}",
            )
        elif PurePath(name).suffix.casefold() != _ENDINGS[key]:
            words = {"key": key, "name": name, "ending": _ENDINGS[key]}
            yield "L110", ("names", key), words, f"{name}{_ENDINGS[key]}"


def _signs(data: Mapping[str, Any]) -> Judged:
    """Ranges typed with a Chinese keyboard: `VII!E4：E6`."""
    for section in _RANGED:
        for key in list(_table(data, *section)):
            if halfwidth(key) != key and _cells(key) is None and _cells(halfwidth(key)) is not None:
                signs = "".join(sign for sign in key if halfwidth(sign) != sign)
                yield "L103", (*section, key), {"signs": signs, "instead": halfwidth(signs)}, None


def _joinings(data: Mapping[str, Any]) -> Judged:
    known = [str(each) for each in (*Joining, *Order) if each is not Joining.RANKED]
    for key, how in _table(data, "consolidate").items():
        word = next(iter(str(how).removeprefix("own or ").split()), "")
        if word not in known:
            near = get_close_matches(word.casefold(), [*known, "average"], n=1)
            near = ["mean by"] if near == ["average"] else near
            advice = Saying("lint_nearest", {"name": near[0]}) if near else Saying("lint_none_near")
            yield "L112", ("consolidate", key), {"said": word, "known": " · ".join(known), "advice": advice}, None


def _severities(data: Mapping[str, Any]) -> Judged:
    known = [*map(str, Severity), "trial"]
    for word, meaning in _table(data, "rules", "severity").items():
        if meaning not in known:
            near = get_close_matches(str(meaning), known, n=1, cutoff=0.0)[0]
            said = f"{word} = {meaning} ({' · '.join(known)})"
            yield "L107", ("rules", "severity", word), {"said": said}, near


def _overlaps(data: Mapping[str, Any]) -> Judged:
    for section in _RANGED:
        first: dict[Address, str] = {}
        for key in list(_table(data, *section)):
            cells = _cells(key) or ()
            others = [first[cell] for cell in cells if cell in first]
            if others:
                both = sorted(cell for cell in cells if cell in first)
                words = {"one": others[0], "other": key, "cell": both[0], "section": ".".join(section)}
                yield "L113", (*section, key), words, None
            else:
                first |= dict.fromkeys(cells, key)


def _cells(text: str) -> tuple[Address, ...] | None:
    try:
        return cell_range(text)
    except ValueError:
        return None
