"""form.toml as editors save it, and what is said of one that lacks something."""

import re
from pathlib import Path

import pytest

from xlsreport.errors import FormError
from xlsreport.forms.settings import read_settings

TEXT = (Path(__file__).resolve().parents[2] / "templates" / "disclosure-2021" / "form.toml").read_text(encoding="utf-8")


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    (folder / "form.toml").write_text(text, encoding=encoding)
    return folder


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert read_settings(written(tmp_path, TEXT, "utf-8-sig")).edition == "2021"


@pytest.mark.parametrize("key", ["edition", "rules", "passed", "period", "consolidated"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    folder = written(tmp_path, re.sub(rf"(?m)^{key} = .*$", "", TEXT))

    with pytest.raises(FormError, match=f"Missing key '{key}'"):
        read_settings(folder)
