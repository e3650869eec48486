"""form.toml as editors save it."""

from pathlib import Path

import pytest

from xlsreport.errors import FormError
from xlsreport.forms.settings import read_settings

TEXT = (Path(__file__).resolve().parents[2] / "templates" / "disclosure-2021" / "form.toml").read_text(encoding="utf-8")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(TEXT, encoding="utf-8-sig")

    assert read_settings(tmp_path).edition == "2021"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    """The annex would take the report's place; names that differ in case alone are one on Windows."""
    text = TEXT.replace('annex = "内部附件.docx"', 'annex = "年度报告.DOCX"')
    assert text != TEXT
    (tmp_path / "form.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=r"\[names\] annex and \[names\] report are both called"):
        read_settings(tmp_path)
