"""The guides to mail name every setting, and quote what the program says."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from xlsreport.language import language_named
from xlsreport.model.mail_account import MailAccount

DOCS = Path(__file__).resolve().parents[2] / "docs"
GUIDES = {"zh": "mail.zh.md", "en": "mail.en.md"}


@pytest.mark.parametrize("language", GUIDES)
def test_every_setting_of_the_account_is_told(language: str) -> None:
    text = (DOCS / GUIDES[language]).read_text(encoding="utf-8")
    assert [each.name for each in fields(MailAccount) if f"| `{each.name}` |" not in text] == []


@pytest.mark.parametrize("language", GUIDES)
def test_what_the_screen_says_is_what_the_program_says(language: str) -> None:
    table = (DOCS / GUIDES[language]).read_text(encoding="utf-8").rpartition("|---|---|\n")[2]
    said = [row.split("|")[1].strip() for row in table.splitlines() if row.startswith("|")]
    texts = " ".join(text for key, text in language_named(language).texts.items() if key.startswith("mail_"))
    words = re.sub(r"\{[a-z]+\}", "", texts).lower()
    missing = [each for each in said if not all(part.strip() in words for part in re.split("…+", each))]
    assert len(said) >= 5
    assert missing == []
