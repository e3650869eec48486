"""The catalogue: `rulebook.toml` by finding code, and the files of `texts/` by key."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from xlsreport.model.finding import Finding, Severity
from xlsreport.model.wording import plain_decimal

LANGUAGES = ("zh", "en")
_RULEBOOK = Path(__file__).parent / "rulebook.toml"
_TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class RuleText:
    """One code of the rule book: what it means, its usual cause, what to do; `message` takes named values."""

    code: str
    severity: Severity
    title: str
    meaning: str
    cause: str
    remedy: str
    message: str


@dataclass(frozen=True, slots=True)
class Language:
    """The texts of one language."""

    name: str
    entries: Mapping[str, RuleText]
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]

    def text(self, key: str, /, **values: object) -> str:
        """Return the text `key` with `values` put in."""
        return self.texts[key].format(**values)

    def message(self, code: str, /, **values: object) -> str:
        """Return the sentence of the finding `code` with `values` put in."""
        return self.entries[code].message.format(**values)

    def finding(self, code: str, words: Mapping[str, object] | None = None, **fields: Any) -> Finding:
        """Return the finding `code`: `words` fill its sentence, `fields` are fields of `Finding`.

        A finding at an `address` is on that address's sheet, unless another is given.
        """
        if (address := fields.get("address")) is not None:
            fields.setdefault("sheet", address.sheet)
        return Finding(code, self.entries[code].severity, self.message(code, **(words or {})), **fields)

    def gap(self, difference: Decimal) -> str:
        """Return a difference in words with its direction: 少 4, 多 1."""
        return self.text("less" if difference < 0 else "more", amount=plain_decimal(abs(difference)))


@lru_cache(maxsize=len(LANGUAGES))
def language_named(name: str) -> Language:
    """Return the texts in the language `name`; English for a language that the catalogue has not."""
    name = name if name in LANGUAGES else "en"
    texts = {key: entry[name] for file in sorted(_TEXTS.glob("*.toml")) for key, entry in _load(file).items()}
    return Language(
        name=name,
        entries={code: _entry(code, each, name) for code, each in _load(_RULEBOOK).items()},
        texts={key: each for key, each in texts.items() if isinstance(each, str)},
        lists={key: tuple(each) for key, each in texts.items() if isinstance(each, list)},
    )


def bilingual(key: str, /, *, at: object = None, **values: object) -> str:
    """Return the text `key` in every language, with what it speaks of before it: no form has told the language yet."""
    said = " ".join(language_named(name).text(key, **values) for name in LANGUAGES)
    return said if at is None else f"{at}：{said}"


def _load(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _entry(code: str, data: dict[str, Any], name: str) -> RuleText:
    return RuleText(code, Severity(data["severity"]), **data[name])
