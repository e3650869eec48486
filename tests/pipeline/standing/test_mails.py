"""Mails that brought no workbook are told once, and stand nowhere."""

from dataclasses import replace

import pytest

from kit.desks import came
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.standing.mails import mere_mails

ZH = language_named("zh")


def mails(count: int, code: str = "F116", reason: str = "") -> list[SourceFile]:
    return [replace(came(f"{n}.eml", sender=f"a{n}@b.cn"), problem=Unreadable(code, reason)) for n in range(count)]


def test_a_single_mail_is_told_by_its_own_words() -> None:
    (found,) = mere_mails(mails(1, "F145", "（主题“x”）"), ZH)
    assert found.note.message.startswith("退信（主题“x”）")


def test_mails_of_one_kind_are_one_note_and_each_is_named() -> None:
    found = mere_mails([*mails(2), *mails(1, "F145")], ZH)
    assert [(each.note.code, len(each.files)) for each in found] == [("F116", 2), ("F145", 1)]
    assert "共 2 封：0.eml <a0@b.cn>、1.eml <a1@b.cn>" in found[0].note.message


@pytest.mark.parametrize(("count", "named"), [(20, 20), (500, 20)])
def test_very_many_mails_are_still_one_sentence(count: int, named: int) -> None:
    (found,) = mere_mails(mails(count), ZH)
    assert found.note.message.count(".eml") == named
    assert f"共 {count} 封" in found.note.message
    assert len(found.files) == count


def test_no_mail_is_no_note() -> None:
    assert mere_mails([], ZH) == ()
