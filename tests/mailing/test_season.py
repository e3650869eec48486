"""A season played through real servers: letters out by SMTP, answers into an IMAP mailbox, collected, sent back."""

import io
import json
import zipfile
from collections.abc import Iterator
from email import message_from_bytes

import pytest

from kit.crews import InProcess
from kit.dovecot import PASSWORD, dovecot
from kit.mail_season import BOXES, NAMES, MailSeason, book, file
from kit.mailroom import inbox_of, ledger_of
from kit.mails import attached, forwarded, text
from kit.submission_server import Post, post
from kit.workspace import PERIOD
from kit.wrapped import winmail
from xlsreport.archive.store import bag_named
from xlsreport.mailing.ledger import Ledger
from xlsreport.mailing.passwords import VARIABLE

LINK = "超大附件：https://mail.qq.com/cgi-bin/ftnExs_download?t=1 请下载"
VOUCHED = "Authentication-Results: mx.county.example; spf=pass smtp.mailfrom=elsewhere.example; dkim=pass\r\n"
WRONG = {"表三!D6": 1.5}
STRANGER = "someone@elsewhere.example"
GOOD, WRONG_ONCE, ZIPPED, FORWARDED, TWICE, STRANGE, LINKED, WINMAIL, BY_ADDRESS, SILENT, WRONG_TWICE, LATE = NAMES


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailSeason]:
    """Play the season once; the tests below look at what was seen on the way."""
    with pytest.MonkeyPatch.context() as patch, dovecot() as box, post(Post()) as out:
        patch.setenv(VARIABLE, PASSWORD)
        for module in ("consolidate", "start", "outbox.issue", "prepare"):
            patch.setattr(f"xlsreport.pipeline.{module}.Crew", InProcess)
        played = MailSeason.of(tmp_path_factory.mktemp("season") / "w", box, out)
        for part in (issued, first_answers, reminded, returned, corrected, returned_again, settled):
            played.seen[part.__name__] = part(played)
        yield played


def zipped(name: str, data: bytes) -> bytes:
    """Return one part of a mail: a zip with one file in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, data)
    return attached("报送.zip", out.getvalue(), "application/zip")


def issued(season: MailSeason) -> object:
    assert season("issue") == 0
    return season.send("issue"), season.stages()


def first_answers(season: MailSeason) -> object:
    """Have ten departments answer, each in its own way, among thirty mails that are nobody's business."""
    dull = [f"From: n{n}@news.example\r\nSubject: s{n}\r\n\r\nissue {n}\r\n".encode() for n in range(30)]
    colleague = season.answer(FORWARDED, 2, file(FORWARDED), sender="clerk@county.example", known_by="")
    same = season.answer(TWICE, 2, file(TWICE))
    season.arrive(
        11,
        *dull,
        season.answer(GOOD, 2, file(GOOD)),
        season.answer(WRONG_ONCE, 2, file(WRONG_ONCE, **WRONG)),
        season.answer(ZIPPED, 2, zipped(f"{NAMES[ZIPPED]}.xlsx", book(ZIPPED))),
        season.answer(FORWARDED, 3, forwarded(colleague), known_by="References"),
        same,
        same,
        season.answer(TWICE, 3, file(TWICE)),
        season.answer(STRANGE, 2, file(STRANGE), sender=STRANGER, head=VOUCHED),
        season.answer(LINKED, 2, text(LINK)),
        season.answer(WINMAIL, 2, attached("winmail.dat", winmail({f"{NAMES[WINMAIL]}.xlsx": book(WINMAIL)}))),
        season.answer(BY_ADDRESS, 2, file(BY_ADDRESS), known_by=""),
        season.answer(SILENT, 2, text("下周报送。")),
        season.answer(WRONG_TWICE, 2, file(WRONG_TWICE, **WRONG)),
    )
    said, kept = season.said, len(inbox_of(season.place))
    assert season("consolidate") == 1
    found = json.loads((season.place / f"{PERIOD}/output/findings.json").read_text(encoding="utf-8"))
    return said, kept, season.status(), found["findings"]


def reminded(season: MailSeason) -> object:
    """Remind those who sent nothing: one of them reports before the letters go, the other wrongly after."""
    assert season("remind", "--today", "2024-01-10") == 0
    season.arrive(12, season.answer(SILENT, 11, file(SILENT)))
    to, said = season.send("remind"), season.said
    season.arrive(12, season.answer(LATE, 11, file(LATE, **WRONG)))
    return to, said, season.stages(SILENT, LATE)


def returned(season: MailSeason) -> object:
    assert season("send-back") == 0
    to = season.send("send-back")
    asked = season.letter(LINKED).get_body()
    assert asked is not None
    return to, asked.get_content(), season.stages()


def corrected(season: MailSeason) -> object:
    """Have those answer to whom their workbook was sent back: one of them wrongly again."""
    season.arrive(
        17,
        season.answer(WRONG_ONCE, 16, file(WRONG_ONCE, "-更正")),
        season.answer(STRANGE, 16, file(STRANGE, "-更正")),
        season.answer(LINKED, 16, file(LINKED)),
        season.answer(WRONG_TWICE, 16, file(WRONG_TWICE, "-更正", **{"表三!D6": 2.5})),
        season.answer(LATE, 16, file(LATE, "-更正")),
    )
    return season.status()


def returned_again(season: MailSeason) -> object:
    assert season("send-back") == 0
    to, subject = season.send("send-back"), season.letter(WRONG_TWICE)["Subject"]
    stage = next(each for each in season.status()["departments"] if each["code"] == WRONG_TWICE)
    season.arrive(21, season.answer(WRONG_TWICE, 20, file(WRONG_TWICE, "-更正2")))
    return to, subject, stage, season.stages()


def settled(season: MailSeason) -> object:
    assert season("consolidate", "--final") == 0, season.said + season.complained
    found = json.loads((season.place / f"{PERIOD}/output/findings.json").read_text(encoding="utf-8"))
    assert season("archive", "--today", "2024-03-31") == 0, season.said + season.complained
    return found


def test_each_department_gets_its_own_letter(season: MailSeason) -> None:
    to, stages = season.seen["issued"]
    assert to == sorted(BOXES.values())
    assert stages == dict.fromkeys(NAMES, "issued")


def test_each_mail_is_collected_once_among_those_that_are_nobodys_business(season: MailSeason) -> None:
    said, kept, *_ = season.seen["first_answers"]
    assert kept == 12
    assert "没有再放的：1 封" in said
    assert "没有收：30 封" in said
    assert f".eml　{NAMES[GOOD]}\n" in said
    assert f".eml　{STRANGER}\n" in said


def test_each_answer_is_known_whatever_it_is_wrapped_in(season: MailSeason) -> None:
    _, _, status, _ = season.seen["first_answers"]
    received = {WRONG_ONCE, WRONG_TWICE, LINKED}
    expected = dict.fromkeys(NAMES, "accepted") | dict.fromkeys(received, "received")
    assert season.stages_in(status) == expected | {SILENT: "answered", LATE: "issued"}


def test_a_stranger_who_sends_a_workbook_is_a_query_and_a_link_an_error(season: MailSeason) -> None:
    _, _, status, _ = season.seen["first_answers"]
    open_ = {each["code"]: (each["errors"], each["queries"]) for each in status["departments"]}
    assert (open_[STRANGE], open_[LINKED], open_[GOOD]) == ((0, 1), (1, 0), (0, 0))


def test_what_the_receiving_server_says_of_a_sender_is_shown_and_believed_nowhere(season: MailSeason) -> None:
    *_, findings = season.seen["first_answers"]
    (query,) = (each for each in findings if each["code"] == "F161")
    assert (query["severity"], query["department_code"]) == ("query", STRANGE)
    assert f"发件邮箱 {STRANGER} 不是名单上“{NAMES[STRANGE]}”的（{BOXES[STRANGE]}）" in query["message"]
    assert "请核实（它回复的是我们发给该单位的信）（收信服务器的检验结果，" in query["message"]
    assert "不足为凭：mx.county.example; spf=pass smtp.mailfrom=elsewhere.example; dkim=pass" in query["message"]


def test_those_are_reminded_who_sent_no_workbook_also_not_since_the_letters_were_made(season: MailSeason) -> None:
    to, said, stages = season.seen["reminded"]
    assert to == [BOXES[LATE]]
    assert f"{SILENT}-{NAMES[SILENT]}（催报）.eml 不发：备信之后该单位又报来了" in said
    assert stages == {SILENT: "accepted", LATE: "received"}


def test_what_is_wrong_goes_back_and_a_link_is_asked_for_as_a_file(season: MailSeason) -> None:
    to, asked, stages = season.seen["returned"]
    assert to == [BOXES[each] for each in (WRONG_ONCE, STRANGE, LINKED, WRONG_TWICE, LATE)]
    assert "邮件里只有下载链接，没有附件；请以普通附件重新发送。表已经填好的，不必再填，作为附件发来即可" in asked
    assert [stages[each] for each in (WRONG_ONCE, LINKED, WRONG_TWICE, LATE)] == ["returned"] * 4


def test_corrections_are_known_and_what_is_wrong_again_goes_back_a_second_time(season: MailSeason) -> None:
    expected = dict.fromkeys(NAMES, "accepted") | {WRONG_TWICE: "corrected"}
    assert season.stages_in(season.seen["corrected"]) == expected
    to, subject, again, stages = season.seen["returned_again"]
    assert to == [BOXES[WRONG_TWICE]]
    assert "第 2 次" in subject
    assert (again["stage"], again["sent_back"]) == ("returned", 2)
    assert stages == dict.fromkeys(NAMES, "accepted")


def test_a_link_and_a_strangers_mail_are_settled_by_what_the_department_itself_sent_later(season: MailSeason) -> None:
    assert [each["kind"] for each in season.seen["corrected"]["open"]] == ["held"]


def test_the_year_ends_final_and_is_archived_with_every_letter_that_went(season: MailSeason) -> None:
    found = season.seen["settled"]
    assert (found["final"], found["totals"]["表二!B9"]) == (True, sum(range(1, 13)) * 10)
    bag = bag_named(season.place, str(PERIOD))
    assert bag is not None
    kept, ledger = bag.data / "desk" / "sent.jsonl", ledger_of(season.place, "sent.jsonl")
    assert kept.read_bytes() == ledger.read_bytes()
    assert season("verify", str(PERIOD)) == 0
    assert season("reproduce", str(PERIOD)) == 0, season.said + season.complained
    assert len(season.out.taken) == len(NAMES) + 1 + 5 + 1
    identifiers = [message_from_bytes(data)["Message-ID"] for _, data in season.out.taken]
    assert len(set(identifiers)) == len(identifiers)


def test_what_is_sent_after_the_archive_makes_no_other_year(season: MailSeason) -> None:
    Ledger(ledger_of(season.place, "sent.jsonl")).add({"fate": "sent", "message_id": "<later@county.example>"})
    assert season("archive", "--today", "2024-04-30") == 0
    assert "此后又备了 1 个要发出的文件或单位报告（如 2023/mail/sent.jsonl）" in season.said
