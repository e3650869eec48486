"""Every sentence stands in both languages and takes the same values."""

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from xlsreport.language import SPOKEN, bilingual, catalogue, language_named
from xlsreport.model.finding import Severity

FOLDER = Path(catalogue.__file__).parent
RULEBOOKS = ("rulebook.toml", "form_rulebook.toml")
FILES = (*(FOLDER / name for name in RULEBOOKS), FOLDER / "reasons.toml", *sorted((FOLDER / "texts").glob("*.toml")))
SOURCE = FOLDER.parent
PARTS = {"title", "meaning", "cause", "remedy", "message"}
SILENT = {
    "stage_nothing",
    "space",
    "units",
}  # Chinese puts no space between words; English figures take no counted unit
COUNTED = re.compile(r"\{(?:count|files|error|errors|query|note|received)\} (?:more )?[a-z]+s\b")
IN_ALL_MAILS = {  # what senders write is looked for in both languages, whatever the form's is
    "download_words", "download_hints", "receipt_words", "forward_marks", "quote_marks", "wrote_words", "quoted_heads",
    "expiry_words",
}  # fmt: skip
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+")
TYPED = re.compile(  # what a reader types or finds in a file as it is
    r"\{[^{}]*\}|xlsreport(?: [a-z-]+)*|--[\w-]+|pip install|keyring set|dask (?:scheduler|worker)|mean by"
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def entries() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield (file, key, entry) of every sentence and list, and of every part of the rule book."""
    for file in FILES:
        for key, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if file.name in RULEBOOKS:
                for part in sorted({*entry["zh"], *entry["en"]}):
                    yield file.name, f"{key}.{part}", {name: entry[name].get(part) for name in ("zh", "en")}
            else:
                yield file.name, key, entry


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def sentences(entry: Any) -> list[str]:
    """Return the texts of an entry in one language: one, a list of them, or those of a table."""
    match entry:
        case str():
            return [entry]
        case dict():
            return [text for each in entry.values() for text in sentences(each)]
        case _:
            return [text for each in entry for text in sentences(each)]


def placeholders_of(entry: Any) -> set[str]:
    return {name for text in sentences(entry) for name in placeholders(text) if name.isidentifier()}


each_entry = pytest.mark.parametrize(
    ("file", "key", "entry"), [pytest.param(*each, id=f"{each[0]}-{each[1]}") for each in entries()]
)


@each_entry
def test_both_languages_say_the_same(file: str, key: str, entry: dict[str, Any]) -> None:
    assert set(entry) == {"zh", "en"}, f"{file} [{key}]"
    zh, en = entry["zh"], entry["en"]
    assert (zh and en) or key in SILENT, f"{file} [{key}] says nothing"
    assert type(zh) is type(en)
    if key not in IN_ALL_MAILS:
        assert placeholders_of(zh) == placeholders_of(en), f"{file} [{key}]"


def test_chinese_is_written_in_chinese() -> None:
    """Two English words in a row are a sentence that nobody translated, if no command says them."""
    told = {
        (file, key, text)
        for file, key, entry in entries()
        if key not in IN_ALL_MAILS and not key.startswith("help_examples_")
        for text in sentences(entry["zh"])
    }

    assert len(told) > 2000
    assert [each for each in told if ENGLISH.search(TYPED.sub("", each[2]))] == []


@each_entry
def test_english_is_written_in_english(file: str, key: str, entry: dict[str, Any]) -> None:
    foreign = [text for text in sentences(entry["en"]) if HAN.search(text)]

    assert not foreign or key in {"placeholders", "person_heads", *IN_ALL_MAILS}, f"{file} [{key}]: {foreign}"


def test_no_english_count_needs_a_plural() -> None:
    assert COUNTED.search("{count} files read.")
    assert not [text for text in language_named("en").texts.values() if COUNTED.search(text)]


def test_no_key_stands_in_two_files() -> None:
    keys = [key for file in FILES[len(RULEBOOKS) :] for key in tomllib.loads(file.read_text(encoding="utf-8"))]

    assert len(keys) == len(set(keys))


def test_the_rule_book_has_its_five_parts_and_a_severity_for_each_code() -> None:
    books = [tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in RULEBOOKS]
    for code, entry in (entry for book in books for entry in book.items()):
        assert set(entry) == {"severity", "zh", "en"}, code
        assert entry["severity"] in set(Severity), code
        assert set(entry["zh"]) == set(entry["en"]), code
        assert set(entry["zh"]) - {"letter"} == PARTS, code


def test_codes_belong_to_a_family() -> None:
    assert all(re.fullmatch(r"[FSVMTHNADEXL](\d{3})?", code) for code in language_named("zh").entries)


def test_every_sentence_that_the_program_asks_for_is_there() -> None:
    """A key that is only found missing when its sentence is due would be found missing by a user."""
    known, asked = language_named("zh"), re.compile(r'\b(?:text|lists|bilingual)[(\[]\s*"([a-z_0-9]+)"')
    wanted = {key for file in SOURCE.rglob("*.py") for key in asked.findall(file.read_text(encoding="utf-8"))}

    assert len(wanted) > 40
    assert wanted - known.texts.keys() - known.lists.keys() == set()


def test_what_is_said_before_a_language_is_known_is_said_in_both() -> None:
    said = bilingual("misfit_missing", at="form.toml", key="title")
    assert said == f"form.toml：{language_named('zh').text('misfit_missing', key='title')} Missing key 'title'."
    assert bilingual("misfit_missing", key="title") == said.removeprefix("form.toml：")


def test_who_reads_english_reads_english_signs() -> None:
    chosen = SPOKEN.set("en")
    try:
        assert bilingual("misfit_missing", at="form.toml", key="title") == "form.toml: Missing key 'title'."
    finally:
        SPOKEN.reset(chosen)


def test_a_language_that_is_not_there_is_english() -> None:
    assert language_named("fr").texts == language_named("en").texts
