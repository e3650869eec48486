"""form.toml: the little that neither the workbook nor the Word template can say."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Any, TypeVar

from xlsreport.errors import FormError
from xlsreport.forms.drafts import read_drafts
from xlsreport.forms.main_figures import read_main_figures
from xlsreport.forms.measures import read_measures
from xlsreport.forms.prose import read_narrative
from xlsreport.model.address import Address, cell_range
from xlsreport.model.finding import Severity
from xlsreport.model.form import Joining
from xlsreport.model.form_parts import FileNames, IdentityCells, MainFigure, Measure, RuleWords
from xlsreport.model.narrative import Narrative

_FILE = "form.toml"
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Settings:
    """A form.toml, read and resolved to single cells. `joinings` gives (how, weight cell) by cell."""

    id: str
    edition: str
    title: str
    language: str
    rules_sheet: str
    prose: frozenset[Address]
    carried: Mapping[Address, Address]
    prefilled: Mapping[Address, Address]
    severities: Mapping[str, Severity]
    words: RuleWords
    identity: IdentityCells
    identity_cells: frozenset[Address]
    joinings: Mapping[Address, tuple[Joining, Address | None]]
    measures: Mapping[Address, Measure]
    names: FileNames
    editions: Mapping[str, Mapping[Address, str]]
    narrative: Narrative
    main: tuple[MainFigure, ...]
    drafts: Mapping[Address, tuple[str, ...]]


def read_settings(folder: Path) -> Settings:
    """Read `folder`/form.toml; raises `FormError` naming the file and the key that is wrong."""
    path = folder / _FILE
    try:
        return _settings(tomllib.loads(path.read_text(encoding="utf-8-sig")), folder.name)
    except FileNotFoundError:
        raise FormError(f"{path}：没有这个文件。No such file.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormError(f"{path}：不是有效的 TOML（{error}）。Not valid TOML.") from None
    except KeyError as error:
        raise FormError(f"{path}：缺少“{error.args[0]}”。Missing key {error.args[0]!r}.") from None
    except (ValueError, TypeError, AttributeError) as error:
        raise FormError(f"{path}：“{error}”写得不对。Not understood: {error}.") from None


def _settings(data: dict[str, Any], folder_name: str) -> Settings:
    roles, rules, identity = data.get("roles", {}), data.get("rules", {}), data.get("identity", {})
    return Settings(
        id=data.get("form", {}).get("id", folder_name),
        edition=_text(data, "form", "edition"),
        title=_text(data, "form", "title"),
        language=_text(data, "form", "language"),
        rules_sheet=_text(data, "roles", "rules"),
        prose=_cells(roles.get("prose", [])),
        carried=_pairs(roles.get("carried", {})),
        prefilled=_pairs(roles.get("prefilled", {})),
        severities={
            word: _one_of(Severity, value, f"[rules.severity] {word} = {value}")
            for word, value in _given(data, "rules", "severity").items()
        },
        words=RuleWords(frozenset(_given(data, "rules", "passed")), frozenset(rules.get("not_applicable", []))),
        identity=_identity(data),
        identity_cells=_cells(identity.get("cells", [])),
        joinings=_joinings(data.get("consolidate", {})),
        measures=read_measures(data.get("values", {})),
        names=_names(data),
        editions={
            name: {Address.parse(cell): text for cell, text in marks.items()}
            for name, marks in data.get("editions", {}).items()
        },
        narrative=read_narrative(data.get("prose", {})),
        main=read_main_figures(data.get("summary", {})),
        drafts=read_drafts(data.get("drafts", {})),
    )


def _cells(ranges: Iterable[str]) -> frozenset[Address]:
    return frozenset(cell for text in ranges for cell in cell_range(text))


def _pairs(table: Mapping[str, str]) -> dict[Address, Address]:
    pairs: dict[Address, Address] = {}
    for target, source in table.items():
        targets, sources = cell_range(target), cell_range(source)
        if len(targets) != len(sources):
            raise ValueError(f"{target} = {source}")
        pairs |= dict(zip(targets, sources, strict=True))
    return pairs


def _given(data: Mapping[str, Any], table: str, key: str) -> Any:
    try:
        return data[table][key]
    except KeyError:
        raise KeyError(f"[{table}] {key}") from None


def _text(data: Mapping[str, Any], table: str, key: str) -> str:
    value = _given(data, table, key)
    if not isinstance(value, str) or not value:
        raise ValueError(f"[{table}] {key} = {value}")
    return value


def _identity(data: Mapping[str, Any]) -> IdentityCells:
    name, code, period = (Address.parse(_text(data, "identity", key)) for key in ("name", "code", "period"))
    level = data["identity"].get("level")
    contact = tuple(sorted(_cells(data["identity"].get("contact", []))))
    return IdentityCells(name, code, period, Address.parse(level) if level else None, contact)


def _names(data: Mapping[str, Any]) -> FileNames:
    given = [each.name for each in fields(FileNames) if each.default is MISSING or each.name in data.get("names", {})]
    names = {name: _text(data, "names", name) for name in given}
    for key, name in names.items():
        if PurePath(name).name != name or "\\" in name:
            raise ValueError(f"[names] {key} = {name}")
    return FileNames(**names)


def _joinings(table: Mapping[str, str]) -> dict[Address, tuple[Joining, Address | None]]:
    joinings: dict[Address, tuple[Joining, Address | None]] = {}
    for target, how in table.items():
        word, _, weights = str(how).partition(" by ")
        joining = _one_of(Joining, word, f"{target} = {how}")
        cells = cell_range(target)
        by = cell_range(weights) if weights else (None,)
        spread = by * len(cells) if len(by) == 1 else by
        if len(spread) != len(cells) or (joining is Joining.MEAN) != bool(weights):
            raise ValueError(f"{target} = {how}")
        joinings |= {cell: (joining, weight) for cell, weight in zip(cells, spread, strict=True)}
    return joinings


def _one_of(words: type[_Word], value: str, said: str) -> _Word:
    """Return the member `value` of `words`; raises `ValueError` with what was `said` in the file."""
    try:
        return words(value)
    except ValueError:
        raise ValueError(said) from None
