"""The guides for form authors tell of every key in both languages, and their pictures are there and small."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from msgspec import Struct, structs

from xlsreport.forms import schema
from xlsreport.model.form_parts import FileNames
from xlsreport.model.joining import Joining, Order

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
TEXTS = {language: (DOCS / f"form.{language}.md").read_text(encoding="utf-8") for language in ("zh", "en")}
LARGEST_PICTURE = 150 * 1024
PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
BLOCK = re.compile(r"```toml\n(.*?)```", flags=re.DOTALL)
PLAIN = re.compile(r"`([^`]+)`")
# A name that a form's author writes, and no example: a key, section, way of joining, option, command or code.
NAMED = re.compile(r"\[{0,2}[a-z_.]{3,}\]{0,2}|--[a-z]+|xlsreport [a-z -]+|[A-Z]\d{3}")
each_language = pytest.mark.parametrize("language", TEXTS)


def keys() -> set[str]:
    sections = [each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, Struct)]
    return (
        {field.encode_name for section in sections for field in structs.fields(section)}
        | {field.name for field in fields(FileNames)}
        | {str(each) for each in (*Joining, *Order) if each is not Joining.RANKED}
    )


def named(text: str) -> set[str]:
    """Return the names that stand in code in the prose and the tables."""
    return {code for code in PLAIN.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)) if NAMED.fullmatch(code)}


def written(text: str) -> list[set[str]]:
    """Return the sections and keys of each TOML example that are no example's own: what is ASCII and stands bare."""
    blocks = (re.sub(r" #.*", "", block) for block in BLOCK.findall(text))
    return [set(re.findall(r"^\[[a-z]+|\b[a-z_]+(?= = )", block, flags=re.MULTILINE)) for block in blocks]


@each_language
def test_names_every_key_and_joining(language: str) -> None:
    missing = [key for key in sorted(keys()) if not re.search(rf"`[^`]*\b{key}\b[^`]*`", TEXTS[language])]

    assert missing == []


def test_both_languages_have_the_same_sections() -> None:
    def outline(text: str) -> list[str]:
        return re.findall(r"^#+(?= )", re.sub(r"```.*?```", "", text, flags=re.DOTALL), flags=re.MULTILINE)

    assert len(outline(TEXTS["zh"])) > 15
    assert outline(TEXTS["zh"]) == outline(TEXTS["en"])


def test_both_languages_name_the_same_keys_options_and_codes() -> None:
    own = {"[section]", "[editions.NAME]", "[editions.NAME.cells]", "[lists.name]"}  # 节名, 版本, 名称
    chinese, english = named(TEXTS["zh"]), named(TEXTS["en"])

    assert len(chinese) > 80
    assert {
        name for name in chinese - english if not re.search(rf"`[^`]*\b{re.escape(name)}\b[^`]*`", TEXTS["en"])
    } == set()
    assert {name for name in english - chinese - own if name.startswith(("[", "-", "xlsreport "))} == set()


def test_both_languages_have_tables_of_the_same_length() -> None:
    """But for the values of the examples, which are another form's."""

    def lengths(text: str) -> list[int]:
        tables = re.findall(r"(?:^\|.*\n)+", text, flags=re.MULTILINE)
        return [table.count("\n") for table in tables if "⏎" not in table or "<br>" in table]

    assert lengths(TEXTS["zh"]) == lengths(TEXTS["en"])


def test_both_languages_write_the_same_keys_in_their_examples() -> None:
    assert written(TEXTS["zh"]) == written(TEXTS["en"])


@each_language
def test_every_example_of_settings_is_toml(language: str) -> None:
    blocks = BLOCK.findall(TEXTS[language])

    assert len(blocks) > 8
    assert all(tomllib.loads(block) for block in blocks)


def test_pictures_are_there_and_small() -> None:
    tutorials = [page.read_text(encoding="utf-8") for page in DOCS.glob("tutorial.*.md")]
    readmes = [page.read_text(encoding="utf-8").replace("(docs/", "(") for page in ROOT.glob("README*.md")]
    pictures = [DOCS / name for text in (*TEXTS.values(), *tutorials, *readmes) for name in PICTURE.findall(text)]

    assert {path.name for path in pictures} == {path.name for path in (DOCS / "pictures").glob("*.png")}
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
