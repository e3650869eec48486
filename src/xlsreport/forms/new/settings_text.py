"""The form.toml of a new form, with a comment at each section, as its author goes on with it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from xlsreport.forms.areas import areas
from xlsreport.forms.new.guess import SheetGuess
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form_parts import FileNames


@dataclass(frozen=True, slots=True)
class NewSettings:
    """What a form.toml says that no sheet says: its name, its rules sheet, and the cells of who reports."""

    id: str
    title: str
    rules: str
    identity: Mapping[str, Address]


def settings_text(settings: NewSettings, guesses: Sequence[SheetGuess], language: Language) -> str:
    """Return the text of form.toml."""
    return "\n".join(
        (
            *_form(settings, guesses, language),
            *_rules(language),
            *_identity(settings, language),
            *_values(guesses, language),
            *_joinings(guesses, language),
            *_names(language),
            "",
        )
    )


def _form(settings: NewSettings, guesses: Sequence[SheetGuess], language: Language) -> Iterator[str]:
    yield f"# {language.text('new_toml_head')}"
    yield from ("", "[form]", f"id = {_said(settings.id)}", 'edition = "1"', f"title = {_said(settings.title)}")
    yield from (f"language = {_said(language.name)}", "", "[roles]", f"rules = {_said(settings.rules)}")
    prose = [
        str(Address(guess.picture.name, *at)) for guess in guesses for at, entry in guess.entries.items() if entry.prose
    ]
    if prose:
        yield f"prose = [{', '.join(map(_said, prose))}] # {language.text('new_toml_prose')}"


def _rules(language: Language) -> Iterator[str]:
    error, query, note, holds, _, _, _ = language.lists["new_rule_words"]
    told = ((error, "error"), (query, "query"), (note, "note"))
    severities = ", ".join(f"{_said(word)} = {_said(of)}" for word, of in told)
    yield from ("", f"[rules] # {language.text('new_toml_rules')}", f"severity = {{ {severities} }}")
    yield f"passed = [{_said(holds)}]"


def _identity(settings: NewSettings, language: Language) -> Iterator[str]:
    yield from ("", f"[identity] # {language.text('new_toml_identity')}")
    cells = settings.identity
    yield from (f"{what} = {_said(str(cells[what]))}" for what in ("name", "code", "period"))
    own = [cells[what] for what in ("person", "telephone") if what in cells]
    if own:
        yield f"cells = [{', '.join(_said(str(each)) for each in own)}]"
        yield f"contact = [{_said(str(cells['telephone']))}]"
        yield from (f"{what} = {_said(str(cells[what]))}" for what in ("person", "telephone"))


def _values(guesses: Sequence[SheetGuess], language: Language) -> Iterator[str]:
    lines = []
    for guess in guesses:
        units: dict[str, list[tuple[int, int]]] = {}
        for at, entry in guess.entries.items():
            if entry.unit and entry.kind.numeric:
                units.setdefault(entry.unit, []).append(at)
        for unit, cells in units.items():
            lines += [f"{_said(f'{guess.picture.name}!{area}')} = {{ unit = {_said(unit)} }}" for area in areas(cells)]
    if lines:
        yield from ("", f"[values] # {language.text('new_toml_values')}", *lines)


def _joinings(guesses: Sequence[SheetGuess], language: Language) -> Iterator[str]:
    yield from ("", f"[consolidate] # {language.text('new_toml_consolidate')}")
    for guess in guesses:
        cells = [at for at, entry in guess.entries.items() if entry.kind.numeric and not entry.joined]
        yield from (f'{_said(f"{guess.picture.name}!{area}")} = "none"' for area in areas(cells))


def _names(language: Language) -> Iterator[str]:
    yield from ("", f"[names] # {language.text('new_toml_names')}")
    for field, name in zip(fields(FileNames), language.lists["new_names"], strict=True):
        yield f"{field.name} = {_said(name)}"


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
