"""form.toml as editors save it."""

from pathlib import Path

from xlsreport.forms.settings import read_settings

TEXT = (Path(__file__).resolve().parents[2] / "templates" / "disclosure-2021" / "form.toml").read_text(encoding="utf-8")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "form.toml").write_text(TEXT, encoding="utf-8-sig")

    assert read_settings(tmp_path).edition == "2021"
