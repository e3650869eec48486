"""Mails taken apart, whatever they were saved as."""

import io
import zipfile
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest

from kit.mails import DATED, HEAD, attached, forwarded, mail, text
from kit.outlook import compound, message
from xlsreport.content import Content
from xlsreport.intake.gather import source_file
from xlsreport.intake.internet_mail import read_mail
from xlsreport.intake.mail import address_in, origin_of
from xlsreport.intake.unpacking import unpacked
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile

ZH = language_named("zh")
PDF = b"%PDF-1.4 stands for any file"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(30_000)
INLINE = b'Content-Disposition: inline; filename="p.png"\r\nContent-ID: <p>\r\n'


def taken_out(folder: Path, data: bytes, name: str = "m.eml") -> tuple[SourceFile, ...]:
    (folder / name).write_bytes(data)
    return unpacked(source_file(folder / name), folder / "into", ZH)


def test_an_attachment_carries_the_mail_it_came_with(tmp_path: Path) -> None:
    (found,) = taken_out(tmp_path, mail([text("请查收"), attached("财政局.pdf", PDF)]))
    assert found.name == "m.eml!财政局.pdf"
    assert found.path.read_bytes() == PDF
    assert found.received_at == "2024-01-10T08:00:00Z"
    assert found.source == "发件人 财政局 <CZJ@jkq.example> · 主题 report · Message-ID <one@jkq.example>"
    assert found.senders == ("czj@jkq.example",)


def test_pictures_in_the_text_and_signatures_are_no_attachments(tmp_path: Path) -> None:
    parts = [
        text("<img src=cid:p>", "html"),
        attached("p.png", PICTURE, "image/png", INLINE),
        attached("logo.gif", b"GIF89a" + bytes(900), "image/gif"),
        attached("smime.p7s", b"x", "application/pkcs7-signature"),
        attached("盖章件.png", PICTURE, "image/png"),
    ]
    assert [each.name for each in taken_out(tmp_path, mail(parts))] == ["m.eml!盖章件.png"]


def test_a_mail_in_a_mail_is_opened_and_its_own_sender_comes_first(tmp_path: Path) -> None:
    inner = mail(
        [attached("教育局.pdf", PDF)], HEAD.replace(b"CZJ", b"jyj") + DATED.replace(b"10 Jan", b"08 Jan"), b"in"
    )
    found = taken_out(tmp_path, mail([text("转发"), forwarded(inner), attached("财政局.pdf", PDF + b"2")]))
    assert {each.name: (each.senders, each.received_at) for each in found} == {
        "m.eml!财政局.pdf": (("czj@jkq.example",), "2024-01-10T08:00:00Z"),
        "m.eml!report.eml!教育局.pdf": (("jyj@jkq.example", "czj@jkq.example"), "2024-01-08T08:00:00Z"),
    }


def test_an_archive_in_a_mail_is_opened(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("b.pdf", PDF)
    found = taken_out(tmp_path, mail([attached("a.zip", packed.getvalue())]))
    assert [(each.name, each.received_at) for each in found] == [("m.eml!a.zip!b.pdf", "2024-01-10T08:00:00Z")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("收到，谢谢", "F116"),
        ("附件见网盘：https://pan.baidu.com/s/1abc 提取码 1234", "F117"),
        ("从QQ邮箱发来的超大附件", "F117"),
    ],
)
def test_a_mail_without_an_attachment_says_so(tmp_path: Path, words: str, code: str) -> None:
    (found,) = taken_out(tmp_path, mail([text(words), attached("p.png", PICTURE, "image/png", INLINE)]))
    assert found.problem is not None
    assert (found.name, found.problem.code, found.senders) == ("m.eml", code, ("czj@jkq.example",))


def test_a_link_beside_an_attachment_is_no_matter(tmp_path: Path) -> None:
    (found,) = taken_out(tmp_path, mail([text("另见网盘"), attached("a.pdf", PDF)]))
    assert found.problem is None


def test_winmail_dat_is_named(tmp_path: Path) -> None:
    (found,) = taken_out(tmp_path, mail([attached("winmail.dat", b"\x78\x9f\x3e\x22", "application/ms-tnef")]))
    assert found.problem is not None
    assert found.problem.code == "F124"


def test_headers_that_break_the_rules_are_read_all_the_same() -> None:
    name = "附件：填报表（镕）.pdf"
    raw = b'Content-Type: application/pdf; name="' + name.encode("gbk") + b'"\r\n'
    raw += b'Content-Disposition: attachment;\r\n filename="' + name.encode("gbk") + b'"\r\n\r\n' + PDF + b"\r\n"
    split = "财政局年报镕".encode("gbk")
    head = b"From: \xb2\xc6\xd5\xfe\xbe\xd6 <a@b.cn>\r\n"
    halves = (split[:5], split[5:])  # in the middle of a character
    head += b"Subject: " + b"\r\n ".join(b"=?gb2312?B?" + b64encode(half) + b"?=" for half in halves) + b"\r\n"
    found = read_mail(mail([raw], head))
    assert (found.sender, found.subject) == ("财政局 <a@b.cn>", "财政局年报镕")
    assert [each.name for each in found.attachments] == [name]


def test_a_name_in_percent_form_is_read() -> None:
    name = quote("填报（镕）".encode("gbk")).encode()  # its last character is in GBK and not in GB2312
    part = b"Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=GB2312''" + name + b"\r\n\r\n"
    assert read_mail(mail([part])).attachments[0].name == "填报（镕）"


@pytest.mark.parametrize("date", [b"", b"Date: yesterday\r\n", b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n"])
def test_a_mail_without_a_date_has_none(tmp_path: Path, date: bytes) -> None:
    (found,) = taken_out(tmp_path, mail([attached("a.pdf", PDF)], HEAD + date))
    assert found.received_at is None


@pytest.mark.parametrize(
    ("sender", "address"),
    [
        ("财政局 <CZJ@jkq.example>", "czj@jkq.example"),
        ("czj@jkq.example", "czj@jkq.example"),
        ('"jyj@jkq.example" <other@y.cn>', "other@y.cn"),  # the name is anybody's to choose
        ("a\x1b[31m <czj@jkq.example>", "czj@jkq.example"),
        ("(" * 20_000, ""),
        ("财政局", ""),
    ],
)
def test_the_address_is_the_one_that_mail_is_sent_from(sender: str, address: str) -> None:
    assert address_in(sender) == address


@pytest.mark.parametrize(
    "head",
    [
        b"From: " + b"(" * 50_000 + b"\r\n",
        b"Subject: " + b"=?utf-8?q?a?= " * 20_000 + b"\r\n",
        b"Subject: " + b"=?" * 50_000 + b"\r\nX: " + b"a*0=x;" * 20_000 + b"\r\n",
    ],
)
def test_headers_without_end_do_no_harm(head: bytes) -> None:
    part = attached("a.pdf", PDF, more=b"X-A: " + b"a*0=x;" * 20_000 + b"\r\n")
    found = read_mail(mail([part], head + HEAD))
    assert [(each.name, each.data) for each in found.attachments] == [("a.pdf", PDF)]
    assert len(origin_of(found, None, ZH).source or "") < 1_000


def test_parts_in_parts_without_end_are_told(tmp_path: Path) -> None:
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1_500))
    (found,) = taken_out(tmp_path, HEAD + parts)
    assert found.problem is not None
    assert found.problem.code == "F118"


def test_every_mail_of_a_mailbox_is_opened(tmp_path: Path) -> None:
    box = b"".join(
        b"From someone Wed Jan 10 16:00:00 2024\n" + mail([attached(f"{n}.pdf", PDF)]).replace(b"\r\n", b"\n") + b"\n"
        for n in (1, 2)
    )
    found = taken_out(tmp_path, box, "box.mbox")
    assert [each.name for each in found] == ["box.mbox!1.eml!1.pdf", "box.mbox!2.eml!2.pdf"]


def test_a_mail_in_too_many_mails_is_not_opened_for_ever(tmp_path: Path) -> None:
    data = mail([attached("a.pdf", PDF)], mark=b"m0")
    for depth in range(1, 40):
        data = mail([forwarded(data)], mark=f"m{depth}".encode())
    (found,) = taken_out(tmp_path, data)
    assert found.problem is not None
    assert found.problem.code in ("F118", "F119")


def test_outlook_mails_are_opened_and_the_mails_in_them(tmp_path: Path) -> None:
    inner = message("内层", "jyj@jkq.example", {"教育局.pdf": PDF}, inside=True)
    data = compound(message("外层", "czj@jkq.example", {"财政局.pdf": PDF + b"2", "转发.msg": inner}))
    found = taken_out(tmp_path, data, "m.msg")
    assert [(each.name, each.content, each.senders) for each in found] == [
        ("m.msg!财政局.pdf", Content.PAPER, ("czj@jkq.example",)),
        ("m.msg!转发.msg!教育局.pdf", Content.PAPER, ("jyj@jkq.example", "czj@jkq.example")),
    ]
    assert [each.received_at for each in found] == ["2024-01-10T08:00:00Z", "2024-01-09T08:00:00Z"]
    assert found[0].source == "发件人 <czj@jkq.example> · 主题 外层 · Message-ID <czj@jkq.example>"


@pytest.mark.parametrize("kept", [0.05, 0.3, 0.6, 0.9])
def test_an_outlook_mail_cut_off_is_told(tmp_path: Path, kept: float) -> None:
    data = compound(message("x", "a@b.cn", {"a.pdf": PDF}))
    (found,) = taken_out(tmp_path, data[: int(len(data) * kept)], "m.msg")
    assert found.problem is not None
    assert found.problem.code == "F118"
