"""form.toml read as far as it can be read: each mistake is told and mended, until settings come of it."""

import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsreport.decoding import Misfit, MisfitError
from xlsreport.forms.checking import tables
from xlsreport.forms.checking.collected import SETTINGS, Collected, in_settings
from xlsreport.forms.checking.settings_judgements import judged_tables
from xlsreport.forms.checking.toml_text import decoded, halfwidth, line_of, straightened
from xlsreport.forms.settings import Settings, settings_of
from xlsreport.model.form_finding import FormPlace, Phrase

_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_TRIES = 60  # mistakes of one file that are told one after the other
_SYNTAX = {
    "Cannot overwrite a value": "lint_toml_twice",
    "Cannot declare": "lint_toml_section_twice",
    "Unclosed array": "lint_toml_unclosed",
    "Unclosed inline table": "lint_toml_unclosed",
    "Invalid value": "lint_toml_unquoted",
    "Illegal character '\\n'": "lint_toml_quote_open",
    "Unterminated string": "lint_toml_quote_open",
    "Expected '=' after a key": "lint_toml_no_equals",
    "Expected newline": "lint_toml_two_in_line",
    "Unescaped '\\' in a string": "lint_toml_backslash",
}


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What form.toml came to: its text with Chinese signs replaced, its tables as mended, and the settings.

    `settings` is None where too much lacks.
    """

    text: str
    tables: dict[str, Any]
    settings: Settings | None


def read_settings_file(folder: Path, found: Collected, language: str) -> ReadSettings:
    """Read `folder`/form.toml and tell all that is wrong in it; `language` stands in for one that there is none of."""
    text = _text(folder / SETTINGS, found)
    if text is None:
        return ReadSettings("", {}, None)
    data = _parsed(text, found)
    if data is None:
        return ReadSettings(text, {}, None)
    given = deepcopy(data)
    judged_tables(text, data, found, language)
    settings = _settled(text, data, folder.name, found)
    return ReadSettings(text, given if settings is None else data, settings)


def _text(path: Path, found: Collected) -> str | None:
    try:
        text, foreign = decoded(path.read_bytes())
    except FileNotFoundError:
        found.add("L101", FormPlace(SETTINGS), {"said": Phrase("no_such_file")})
        return None
    except OSError as error:
        found.add("L101", FormPlace(SETTINGS), {"said": Phrase("not_readable", {"error": error.strerror})})
        return None
    except UnicodeDecodeError:
        found.add("L102", FormPlace(SETTINGS), {"coding": "?"})
        return None
    if foreign is not None:
        found.add("L102", in_settings(foreign), {"coding": "GBK"})
    text, wrong = straightened(text)
    for each in wrong:
        found.add("L103", in_settings(each.line), {"signs": each.signs, "instead": _straight(each.signs)})
    return text


def _straight(signs: str) -> str:
    return "".join('"' if sign in "“”„‘’" else halfwidth(sign) for sign in signs)


def _parsed(text: str, found: Collected) -> dict[str, Any] | None:
    """Return what `text` says; a line that is no TOML is told and left out, where the rest is TOML without it."""
    lines = text.split("\n")
    first = True
    for _ in range(_TRIES):
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            line = _line(str(error), len(lines))
            if first or lines[line - 1].strip():
                found.add("L104", in_settings(line), {"said": _syntax(str(error))})
            if not first and not lines[line - 1].strip():
                return None
            lines[line - 1], first = "", False
    return None


def _line(said: str, last: int) -> int:
    match = _LINE.search(said)
    return int(match[1]) if match and match[1] else last


def _syntax(said: str) -> Phrase:
    key = next((key for start, key in _SYNTAX.items() if said.startswith(start)), "")
    return Phrase(key) if key else Phrase("lint_toml_other", {"error": _LINE.sub("", said).strip()})


def _settled(text: str, data: dict[str, Any], name: str, found: Collected) -> Settings | None:
    """Return the settings of `data`, from which what cannot be is taken."""
    for _ in range(_TRIES):
        try:
            return settings_of(data, name)
        except MisfitError as error:
            _tell_misfit(text, error, found)
            if not _mended(data, error):
                return None
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            names = _blamed(data, name, str(error))
            words = {"said": str(error).partition("] ")[2] or str(error)}
            found.once("L107", in_settings(line_of(text, names) if names else None), words)
            if not names or not tables.dropped(data, names):
                return None
    return None


def _tell_misfit(text: str, error: MisfitError, found: Collected) -> None:
    line = line_of(text, error.names)
    match error.misfit:
        case Misfit.UNKNOWN:
            words = {"key": error.key, "advice": _nearest(error.nearest)}
            found.add("L105", in_settings(line), words | {"nearest": error.nearest})
        case Misfit.MISSING:
            found.add("L106", in_settings(line), {"key": error.key})
        case _:
            found.once("L107", in_settings(line), {"said": f"{error.key} = {error.value}"})


def _nearest(name: str) -> Phrase:
    return Phrase("lint_nearest", {"name": name}) if name else Phrase("lint_none_near")


def _mended(data: dict[str, Any], error: MisfitError) -> bool:
    """Whether `data` could be put right enough to be read on."""
    match error.misfit:
        case Misfit.UNKNOWN if error.nearest:
            return tables.renamed(data, error.names, error.nearest)
        case Misfit.UNKNOWN:
            return tables.dropped(data, error.names)
        case Misfit.MISSING if error.names[0] in ("names", "form"):
            return tables.put(data, error.names, f"{'.'.join(error.names)}.xlsx")
        case Misfit.MISSING:
            return False
        case _:
            return tables.dropped(data, error.names)


def _blamed(data: dict[str, Any], name: str, said: str) -> tuple[str, ...]:
    """Return the names of the entry without which the complaint is another, empty where none is."""
    named = [names for names, value in tables.leaves(data) if names[-1] in said or str(value) in said]
    for names in (*named, *(names for names, _ in tables.leaves(data) if names not in named)):
        if _complaint(tables.without(data, names), name) != said:
            return names
    return ()


def _complaint(data: dict[str, Any], name: str) -> str:
    try:
        settings_of(data, name)
    except (MisfitError, ValueError, TypeError, AttributeError, KeyError) as error:
        return str(error)
    return ""


def keys_of(data: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the names that lead to each entry."""
    yield from (names for names, _ in tables.leaves(data))
