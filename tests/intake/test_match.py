"""Whose a file is, and what speaks against it."""

from dataclasses import replace

import pytest

from kit.desks import FINANCE, ROSTER, SCHOOLS, came, codes, desk, entries_of, examined
from xlsreport.intake.match import match, match_paper, near
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster


@pytest.mark.parametrize(
    ("who", "name", "sender", "found"),
    [
        (Identity("A02", "区财政局"), "财政局.xlsx", "czj@jkq.example", SCHOOLS),  # the code before all else
        (Identity("", "区教育局"), "财政局.xlsx", "czj@jkq.example", SCHOOLS),
        (Identity("", "教体局"), "财政局.xlsx", "czj@jkq.example", SCHOOLS),
        (Identity("", ""), "教育局.xlsx", "cz2@jkq.example", FINANCE),  # the sender before the file name
        (Identity("", ""), "教育局.xlsx", "CZ2@JKQ.example".lower(), FINANCE),
        (Identity("", ""), "2023年度-教育局（定稿）.xlsx", "", SCHOOLS),
        (Identity("", ""), "m.eml!教育局.zip!表.xlsx", "x@y.cn", SCHOOLS),  # the name around it
        (Identity("", ""), "教育局.zip!财政局.xlsx", "", FINANCE),  # the innermost name before
        (Identity("", ""), "财政局和教育局.xlsx", "", None),
        (Identity("A0l", "区财攻局"), "表.xlsx", "", None),  # a near miss is no match
    ],
)
def test_the_order_of_what_is_believed(who: Identity, name: str, sender: str, found: Department | None) -> None:
    assert match(who, came(name, sender=sender), ROSTER) == found


def test_a_near_miss_is_a_suggestion() -> None:
    assert near(Identity("A0l", "区财攻局"), "表.xlsx", ROSTER) == FINANCE
    stray = examined(came("表.xlsx"), who=Identity("A0l", "区财攻局", 2023), department=None)
    entry = entries_of(desk(), stray)["表.xlsx"]
    assert codes(entry) == ["S106"]
    assert "区财政局" in entry.review.findings[0].message


def test_a_name_comes_before_anothers_alias() -> None:
    town = Department("B1", "青榆", ("望溪",))
    other = Department("B2", "望溪")
    assert Roster((town, other)).by_name("望溪") == other
    assert Roster((town, replace(other, name="x", aliases=("望溪",)))).by_name("望溪") is None


def test_an_address_of_two_departments_decides_nothing() -> None:
    shared = Roster((FINANCE, replace(SCHOOLS, email="CZJ@jkq.example")))
    assert shared.by_mailbox("czj@jkq.example") is None
    assert ROSTER.by_mailbox("CZ2@jkq.example") == FINANCE


def test_of_mails_in_mails_the_innermost_known_sender_decides() -> None:
    file = replace(came("表.xlsx"), senders=("private@y.cn", "jyj@jkq.example", "czj@jkq.example"))
    assert match(Identity(), file, ROSTER) == SCHOOLS


@pytest.mark.parametrize("name", ["教育局/扫描件.pdf", "x/教育局盖章.pdf", "m.eml!教育局/第1批/1.jpg"])
def test_a_paper_is_found_by_its_folders_too(name: str) -> None:
    assert match_paper(came(name), ROSTER) == SCHOOLS
    assert match_paper(came("扫描/1.pdf"), ROSTER) is None


def doubts_of(who: Identity, name: str = "财政局.xlsx", sender: str = "") -> list[str]:
    return codes(entries_of(desk(), examined(came(name, sender=sender), who=who))[name])


def test_what_speaks_against_a_match_is_said() -> None:
    assert doubts_of(Identity("A01", "区财政局", 2023), sender="czj@jkq.example") == []
    assert doubts_of(Identity("A01", "区教育局", 2023)) == ["S108"]
    assert doubts_of(Identity("A09", "某某局", 2023)) == ["S120"]
    assert doubts_of(Identity("A09", "赣州区财政局", 2023)) == []
    assert doubts_of(Identity("", "", 2023)) == []
    assert doubts_of(Identity("A01", "区财政局", 2023), sender="x@y.cn") == ["F161"]
    assert doubts_of(Identity("A01", "区财政局", 2023), sender="jyj@jkq.example") == ["F161"]


def test_the_doubt_says_how_it_was_matched() -> None:
    who = Identity("A09", "某某局", 2023)
    by_sender = examined(came("表.xlsx", sender="czj@jkq.example"), who=who)
    assert "发件邮箱" in entries_of(desk(), by_sender)["表.xlsx"].review.findings[0].message


ZEROS = Roster((Department("001", "区 水利局"), Department("2", "林业局"), Department("００３", "农业局", ("农委",))))


@pytest.mark.parametrize(
    ("who", "code"),
    [
        (Identity("1", ""), "001"),
        (Identity("1.0", "水利"), "001"),
        (Identity("００２", "林\u200b业 局"), "2"),
        (Identity("3", "农 委"), "００３"),
        (Identity("", "区水利局"), "001"),
        (Identity("", "ｘ"), None),
        (Identity("1", "林 业 局"), None),  # they lead to two departments
    ],
)
def test_names_and_codes_are_matched_however_they_are_written_where_no_doubt_is_left(
    who: Identity, code: str | None
) -> None:
    found = match(who, came("表.xlsx"), ZEROS)
    assert (found.code if found else None) == code


def test_a_code_without_its_zeros_that_two_departments_may_have_is_nobodys() -> None:
    assert Roster((Department("01", "甲局"), Department("001", "乙局"))).named("1") is None
    assert ZEROS.named(" 林 业 局") == ZEROS.departments[1]


def test_how_it_is_written_is_a_note_and_no_doubt() -> None:
    assert doubts_of(Identity("A01", "区 财 政 局", 2023)) == ["S122"]
    assert doubts_of(Identity("ａ０１", "财政局", 2023)) == ["S122"]


def test_a_file_that_bears_the_code_that_we_gave_it_is_found_again_where_the_name_is_cut() -> None:
    long = Roster((Department("A/04", "长" * 120), Department("7", "短局")))
    assert match(Identity(), came("A_04-长长长-bcdfgh（更正稿）.xlsx"), long) == long.departments[0]
    assert match(Identity(), came("7-表.xlsx"), long) is None
