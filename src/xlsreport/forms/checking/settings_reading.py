"""form.toml read as far as it can be read: each mistake is told and mended, until settings come of it."""

import re
import tomllib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from xlsreport.decoding import Misfit, MisfitError
from xlsreport.errors import FormError
from xlsreport.forms.checking import tables
from xlsreport.forms.checking.collected import SETTINGS, WORKBOOK, Collected, in_settings, in_workbook
from xlsreport.forms.checking.said_where import SaidWhere
from xlsreport.forms.checking.settings_judgements import judged_tables
from xlsreport.forms.checking.toml_text import decoded, halfwidth, straightened
from xlsreport.forms.settings import Settings, settings_of
from xlsreport.forms.sheet_settings import SheetSettings, joined_with, settings_in
from xlsreport.language.catalogue import Said
from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormPlace, Saying

_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_TRIES = 60  # mistakes of one file that are told one after the other
_MOST_LINES = 8  # of which each is no TOML; more only follow from the first
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
    where: SaidWhere = field(default_factory=SaidWhere)


def read_settings_file(folder: Path, found: Collected, language: str) -> ReadSettings:
    """Read `folder`/form.toml and tell all that is wrong in it; `language` stands in for one that there is none of."""
    text = _text(folder / SETTINGS, found)
    if text is None:
        return ReadSettings("", {}, None)
    where = SaidWhere(text, _sheets(folder / WORKBOOK, found))
    data = _parsed(text, found)
    if data is None:
        return ReadSettings(text, {}, None, where)
    try:
        data = joined_with(data, where.sheets)
    except FormError as error:
        _tell_sheet(error, found)
    given = deepcopy(data)
    judged_tables(where, data, found, language)
    settings = _settled(where, data, folder.name, found)
    return ReadSettings(text, given if settings is None else data, settings, where)


def _sheets(workbook: Path, found: Collected) -> SheetSettings:
    """Return what sheets of the workbook say in place of form.toml; nothing where they cannot be read."""
    try:
        return settings_in(workbook.read_bytes())
    except OSError:
        return SheetSettings()  # which the workbook's own reader tells
    except FormError as error:
        _tell_sheet(error, found)
        return SheetSettings()


def _tell_sheet(error: FormError, found: Collected) -> None:
    said = error.args[0]
    if isinstance(said, Said) and isinstance(said.at, Address):
        found.add("L127", in_workbook(said.at), {"said": Saying(said.key, said.words)})
    else:
        found.add("L100", FormPlace(WORKBOOK), {"said": str(said)})


def _text(path: Path, found: Collected) -> str | None:
    try:
        text, foreign = decoded(path.read_bytes())
    except FileNotFoundError:
        found.add("L101", FormPlace(SETTINGS), {"said": Saying("no_such_file")})
        return None
    except OSError as error:
        found.add("L101", FormPlace(SETTINGS), {"said": Saying("not_readable", {"error": error.strerror})})
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
    """Return what `text` says; lines that are no TOML are told and left out, where the rest is TOML without them."""
    lines = text.split("\n")
    wrong: list[tuple[int, str]] = []
    for _ in range(_MOST_LINES):
        try:
            data = tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            line = _line(str(error), lines)
            wrong.append((line, str(error)))
            lines[line - 1] = ""
            continue
        for line, said in wrong:
            found.add("L104", in_settings(line), {"said": _syntax(said)})
        return data
    line, said = wrong[0]  # what follows may only follow from it
    found.add("L104", in_settings(line), {"said": _syntax(said)})
    return None


def _line(said: str, lines: Sequence[str]) -> int:
    """Return the line that is wrong: of a bracket that is not closed the one in which it was opened."""
    match = _LINE.search(said)
    line = int(match[1]) if match and match[1] else len(lines)
    if said.startswith("Unclosed"):
        opened = [n for n, each in enumerate(lines[:line], 1) if each.count("[") + each.count("{") > _closing(each)]
        return opened[-1] if opened else line
    return line


def _closing(line: str) -> int:
    return line.count("]") + line.count("}")


def _syntax(said: str) -> Saying:
    key = next((key for start, key in _SYNTAX.items() if said.startswith(start)), "")
    return Saying(key) if key else Saying("lint_toml_other", {"error": _LINE.sub("", said).strip()})


def _settled(where: SaidWhere, data: dict[str, Any], name: str, found: Collected) -> Settings | None:
    """Return the settings of `data`, from which what cannot be is taken."""
    gone: set[tuple[str, ...]] = set()
    for _ in range(_TRIES):
        try:
            return settings_of(data, name)
        except MisfitError as error:
            if error.names not in gone:
                _tell_misfit(where, error, found)
            gone.add(error.names)
            if not _mended(data, error):
                return None
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            names = _blamed(data, name, str(error))
            words = {"said": str(error).partition("] ")[2] or str(error)}
            found.once("L107", where.place(names), words)
            gone.add(names)
            if not names or not tables.dropped(data, names):
                return None
    return None


def _tell_misfit(where: SaidWhere, error: MisfitError, found: Collected) -> None:
    place = where.place(error.names)
    match error.misfit:
        case Misfit.UNKNOWN:
            words = {"key": error.key, "advice": _nearest(error.nearest)}
            found.add("L105", place, words | {"nearest": error.nearest})
        case Misfit.MISSING:
            if not any(each.code == "L104" for each in found.faults):  # it may stand in a line that was left out
                found.add("L106", place, {"key": error.key})
        case _:
            found.once("L107", place, {"said": f"{error.key} = {error.value}"})


def _nearest(name: str) -> Saying:
    return Saying("lint_nearest", {"name": name}) if name else Saying("lint_none_near")


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
    leaves = [(names, str(value)) for names, value in tables.leaves(data)]
    spoken = [names for names, value in leaves if len(names[-1]) > 1 and (names[-1] in said or value == said)]
    for names in (*sorted(spoken, key=lambda each: -len(each[-1])), *(each for each, _ in leaves)):
        if _complaint(tables.without(data, names), name) != said:
            return names
    return ()


def _complaint(data: dict[str, Any], name: str) -> str:
    """Return what is said against `data`; that a key lacks, which was taken out, is the complaint about that key."""
    try:
        settings_of(data, name)
    except (MisfitError, ValueError, TypeError, AttributeError, KeyError) as error:
        return str(error)
    return ""
