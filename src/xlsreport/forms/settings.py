"""form.toml: the little that neither the workbook nor the Word template can say."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsreport.errors import FormError
from xlsreport.model.address import Address, cell_range
from xlsreport.model.finding import Severity
from xlsreport.model.form import FileNames, IdentityCells, Joining, RuleWords

_FILE = "form.toml"


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
    names: FileNames
    editions: Mapping[str, Mapping[Address, str]]


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
        raise FormError(f"{path}：“{error}”写得不对，应为“工作表!单元格”一类的写法。Not understood: {error}.") from None


def _settings(data: dict[str, Any], folder_name: str) -> Settings:
    form, roles, rules, identity = data["form"], data["roles"], data["rules"], data["identity"]
    return Settings(
        id=form.get("id", folder_name),
        edition=form["edition"],
        title=form["title"],
        language=form["language"],
        rules_sheet=roles["rules"],
        prose=_cells(roles.get("prose", [])),
        carried=_pairs(roles.get("carried", {})),
        prefilled=_pairs(roles.get("prefilled", {})),
        severities={word: Severity(value) for word, value in rules["severity"].items()},
        words=RuleWords(frozenset(rules["passed"]), frozenset(rules.get("not_applicable", []))),
        identity=_identity(identity),
        identity_cells=_cells(identity.get("cells", [])),
        joinings=_joinings(data.get("consolidate", {})),
        names=FileNames(**data["names"]),
        editions={
            name: {Address.parse(cell): text for cell, text in marks.items()}
            for name, marks in data.get("editions", {}).items()
        },
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


def _identity(table: Mapping[str, str]) -> IdentityCells:
    level = table.get("level")
    return IdentityCells(
        name=Address.parse(table["name"]),
        code=Address.parse(table["code"]),
        period=Address.parse(table["period"]),
        level=Address.parse(level) if level else None,
    )


def _joinings(table: Mapping[str, str]) -> dict[Address, tuple[Joining, Address | None]]:
    joinings: dict[Address, tuple[Joining, Address | None]] = {}
    for target, how in table.items():
        word, _, weights = how.partition(" by ")
        cells = cell_range(target)
        by = cell_range(weights) if weights else (None,)
        spread = by * len(cells) if len(by) == 1 else by
        if len(spread) != len(cells) or (Joining(word) is Joining.MEAN) != bool(weights):
            raise ValueError(f"{target} = {how}")
        joinings |= {cell: (Joining(word), weight) for cell, weight in zip(cells, spread, strict=True)}
    return joinings
