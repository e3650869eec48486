"""docs/form.md tells form authors of every key, and its pictures are there and small."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from xlsreport.model.form_parts import FileNames
from xlsreport.model.joining import Joining, Order

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "form.md"
LARGEST_PICTURE = 150 * 1024


def keys() -> set[str]:
    settings = tomllib.loads((ROOT / "templates" / "disclosure-2021" / "form.toml").read_text(encoding="utf-8"))
    named = {key for name in ("form", "roles", "rules", "identity", "summary", "prose") for key in settings[name]}
    return (
        named
        | {field.name for field in fields(FileNames)}
        | {str(each) for each in (*Joining, *Order) if each is not Joining.RANKED}
    )


def test_names_every_key_and_joining() -> None:
    text = GUIDE.read_text(encoding="utf-8")

    assert [key for key in sorted(keys()) if not re.search(rf"`[^`]*\b{key}\b[^`]*`", text)] == []


def test_pictures_are_there_and_small() -> None:
    pictures = [GUIDE.parent / name for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", GUIDE.read_text(encoding="utf-8"))]

    assert {path.name for path in pictures} == {path.name for path in (GUIDE.parent / "pictures").glob("*.png")}
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []
