"""How sure it is whose a workbook is: each doubt on its own, without a file."""

import pytest

from kit.desks import FINANCE, SCHOOLS, came, desk, examined
from xlsreport.model.review import Identity
from xlsreport.model.roster import Roster
from xlsreport.pipeline.standing.identity import doubts


def doubted(code: str, name: str, sender: str = "") -> list[str]:
    """Return the codes of what speaks against the finance office, where a workbook says who sent it."""
    each = examined(came("财政局.xlsx", sender=sender), who=Identity(code, name, 2023))
    return [finding.code for finding in doubts(each, FINANCE, Roster(()), desk())]


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("A01", "区财政局", []),
        ("A01", "财政局", []),
        ("A01", "某区财政局", []),  # the name with what stands before it
        ("A01", "局", []),  # the end of the name
        ("A01", "", []),
        ("A01", "区教育局", ["S108"]),
        ("A01", "无名局办公室", ["S108"]),
        ("", "区财政局", []),
        ("", "", []),  # nothing is said, so nothing speaks against it
        ("Z99", "", ["S120"]),
        ("Z99", "无名的", ["S120"]),
        ("", "无名的", ["S120"]),
        ("Z99", "区财政局", []),  # the name says it
        ("Z99", "区教育局", []),  # somebody else's, which is known
        ("A02", "", []),
        ("A02", "无名的", []),
    ],
)
def test_what_code_and_name_say_against_each_other(code: str, name: str, expected: list[str]) -> None:
    assert doubted(code, name) == expected


@pytest.mark.parametrize(
    ("sender", "expected"),
    [
        ("", []),
        ("czj@jkq.example", []),
        ("cz2@jkq.example", []),
        ("jyj@jkq.example", ["F161"]),
        ("somebody@qq.example", ["F161"]),
    ],
)
def test_what_the_mailbox_says_against_it(sender: str, expected: list[str]) -> None:
    assert doubted("A01", "区财政局", sender) == expected


def test_it_is_said_by_what_a_workbook_was_matched_all_the_same() -> None:
    who = Identity("Z99", "", 2023)
    by_name, by_sender = (
        next(iter(doubts(examined(came("财政局.xlsx", sender=sender), who=who), FINANCE, Roster(()), desk()))).message
        for sender in ("", "czj@jkq.example")
    )
    assert "文件名" in by_name
    assert "文件名" not in by_sender
    assert SCHOOLS.name not in by_name + by_sender
