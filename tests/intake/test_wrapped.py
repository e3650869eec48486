"""Whatever a mail program wraps a workbook in, the workbook is found, or one problem says the true reason."""

import gzip
import io
import zipfile
from base64 import encodebytes
from pathlib import Path
from random import Random

import pytest

from kit.mails import DATED, HEAD, attached, forwarded, mail, text
from kit.outlook import compound, message
from kit.wrapped import apple_mail, beside, sealed, signed, signed_openly, uuencoded, winmail
from xlsreport.content import Content, content_of
from xlsreport.intake.gather import source_file
from xlsreport.intake.unpacking import unpacked
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile
from xlsreport.reading import read_workbook

ZH = language_named("zh")
PDF = b"%PDF-1.4 stands for any file" + bytes(range(256)) * 9
BODY = mail([text("请查收"), attached("财政局.pdf", PDF)], b"")
PKCS7 = "application/pkcs7-mime; smime-type=signed-data"


def of_numbers() -> bytes:
    """Return an archive as Apple's program writes it, without a date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(zipfile.ZipInfo("Index/Document.iwa"), b"a table")
    return out.getvalue()


def taken_out(folder: Path, data: bytes, name: str = "m.eml") -> tuple[SourceFile, ...]:
    (folder / name).write_bytes(data)
    return unpacked(source_file(folder / name), folder / "into", ZH)


def held(folder: Path, data: bytes, name: str = "m.eml") -> dict[str, bytes | str]:
    """Return what `data` holds by name: its bytes, or the code of what is wrong with it."""
    return {
        each.name: each.problem.code if each.problem else each.path.read_bytes()
        for each in taken_out(folder, data, name)
    }


def opaque(content: bytes) -> bytes:
    return HEAD + DATED + attached("smime.p7m", content, PKCS7, b"MIME-Version: 1.0\r\n")


@pytest.mark.parametrize("seal", [signed, signed_openly])
@pytest.mark.parametrize("body", [BODY, BODY.replace(b"MIME-Version: 1.0\r\n", b"")])
def test_what_a_signed_mail_holds_is_its_own(seal: object, body: bytes, tmp_path: Path) -> None:
    assert callable(seal)
    (found,) = taken_out(tmp_path, opaque(seal(body)))
    assert (found.name, found.path.read_bytes()) == ("m.eml!财政局.pdf", PDF)
    assert (found.received_at, found.senders) == ("2024-01-10T08:00:00Z", ("czj@jkq.example",))


def test_a_signed_file_is_opened_wherever_it_lies(tmp_path: Path) -> None:
    assert held(tmp_path, signed(PDF), "财政局.pdf.p7m") == {"财政局.pdf.p7m!财政局.pdf": PDF}
    assert held(tmp_path, signed(BODY), "smime.p7m") == {"smime.p7m!财政局.pdf": PDF}
    outlook = compound(message("x", "czj@jkq.example", {"smime.p7m": signed_openly(BODY)}))
    assert held(tmp_path, outlook, "m.msg") == {"m.msg!smime.p7m!财政局.pdf": PDF}


def test_a_signature_beside_its_mail_is_no_attachment(tmp_path: Path) -> None:
    part = attached("smime.p7s", signed(None), "application/pkcs7-signature")
    assert held(tmp_path, mail([text("请查收"), attached("a.pdf", PDF), part])) == {"m.eml!a.pdf": PDF}


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.95])
def test_a_signature_cut_off_is_damage(kept: float, tmp_path: Path) -> None:
    data = signed(BODY)
    assert held(tmp_path, data[: int(len(data) * kept)], "smime.p7m") == {"smime.p7m": "F118"}


def test_signatures_around_signatures_do_not_go_on_for_ever(tmp_path: Path) -> None:
    data = PDF
    for _ in range(30):
        data = signed(data)
    (problem,) = held(tmp_path, data, "a.p7m").values()
    assert problem == "F119"


@pytest.mark.parametrize("content", [sealed(), b"-----BEGIN PGP MESSAGE-----\n\nabc\n"])
def test_what_is_encrypted_for_a_key_says_so(content: bytes, tmp_path: Path) -> None:
    parts = [text("x"), attached("encrypted.asc", content, "application/octet-stream")]
    (found,) = taken_out(tmp_path, mail(parts))
    assert found.content is Content.SEALED
    assert read_workbook(found.path).code == "F141"  # type: ignore[union-attr]


@pytest.mark.parametrize("wide", [True, False])
def test_what_outlook_packed_is_as_if_attached_itself(wide: bool, tmp_path: Path) -> None:
    packed = winmail({"财政局.pdf": PDF, "空.txt": b"x"}, wide=wide)
    found = held(tmp_path, mail([text("x"), attached("winmail.dat", packed, "application/ms-tnef")]))
    assert found == {"m.eml!财政局.pdf": PDF, "m.eml!空.txt": b"x"}


def test_winmail_dat_is_opened_inside_anything(tmp_path: Path) -> None:
    packed = winmail({"财政局.pdf": PDF, "转来的信": {"教育局.pdf": PDF}})
    assert held(tmp_path, packed, "winmail.dat") == {
        "winmail.dat!财政局.pdf": PDF, "winmail.dat!转来的信!教育局.pdf": PDF,
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/winmail.dat", packed)
    assert "a.zip!a/winmail.dat!财政局.pdf" in held(tmp_path, out.getvalue(), "a.zip")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_a_winmail_dat_cut_off_is_named(kept: float, tmp_path: Path) -> None:
    packed = winmail({"财政局.pdf": PDF})[: int(len(winmail({"财政局.pdf": PDF})) * kept)]
    assert held(tmp_path, mail([attached("winmail.dat", packed)])) == {"m.eml!winmail.dat": "F124"}


def test_a_winmail_dat_without_files_is_a_mail_without_a_workbook(tmp_path: Path) -> None:
    assert held(tmp_path, mail([text("收到"), attached("winmail.dat", winmail({}))])) == {"m.eml": "F116"}


def test_a_file_in_the_lines_of_a_text_is_an_attachment(tmp_path: Path) -> None:
    data = HEAD + DATED + b"\r\n\xc7\xeb\xb2\xe9\xca\xd5\r\n\r\n" + uuencoded("财政局.pdf", PDF).replace(b"\n", b"\r\n")
    assert held(tmp_path, data) == {"m.eml!财政局.pdf": PDF}


def test_a_file_of_such_lines_holds_what_they_stand_for(tmp_path: Path) -> None:
    lines = uuencoded("财政局.pdf", PDF)
    assert held(tmp_path, lines, "a.uue") == {"a.uue!财政局.pdf": PDF}
    assert held(tmp_path, mail([attached("a.txt", b"x\n" + lines)])) == {"m.eml!a.txt!财政局.pdf": PDF}
    based = b"begin-base64 644 a.pdf\n" + encodebytes(PDF) + b"====\n"
    assert held(tmp_path, based, "b.txt") == {"b.txt!a.pdf": PDF}


def test_an_attachment_that_was_not_downloaded_is_named(tmp_path: Path) -> None:
    stripped = attached("a.xlsx", b"", more=b"X-Apple-Content-Length: 21345\r\n")
    assert held(tmp_path, mail([text("x"), stripped])) == {"m.eml!a.xlsx": "F150"}
    piece = HEAD + DATED + b"Content-Type: message/partial; id=a; number=1; total=3\r\n\r\nx"
    assert held(tmp_path, piece) == {"m.eml!message/partial": "F150"}


def test_a_link_beside_papers_alone_is_told(tmp_path: Path) -> None:
    offer = text("超大附件：https://pan.baidu.com/s/1a 提取码 abcd")
    assert held(tmp_path, mail([offer, attached("盖章.pdf", PDF)])) == {"m.eml": "F117", "m.eml!盖章.pdf": PDF}
    sheet = mail([offer, attached("a.rar", b"Rar!\x1a\x07" + bytes(18))])
    assert "m.eml" not in held(tmp_path, sheet)


def test_a_text_that_begins_something_holds_no_file(tmp_path: Path) -> None:
    assert held(tmp_path, mail([text("begin 2024\r\nbegin 644 a.xlsx")])) == {"m.eml": "F116"}


def test_a_mail_of_apple_s_is_a_mail(tmp_path: Path) -> None:
    data = apple_mail(mail([text("x"), attached("财政局.pdf", PDF)]))
    assert content_of(data) is Content.EMLX
    assert held(tmp_path, data, "1.emlx") == {"1.emlx!财政局.pdf": PDF}


def test_the_look_that_apple_keeps_beside_a_file_is_nothing(tmp_path: Path) -> None:
    parts = [attached("财政局.pdf", beside(), "application/applefile"), attached("财政局.pdf", PDF)]
    assert held(tmp_path, mail(parts)) == {"m.eml!财政局.pdf": PDF}


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (b"\x4c\0\0\0\x01\x14\x02\0" + bytes(60), Content.SHORTCUT),
        (b"[InternetShortcut]\r\nURL=https://x.example/\r\n", Content.SHORTCUT),
        (b"\xef\xbb\xbf[InternetShortcut]\r\nURL=x\r\n", Content.SHORTCUT),
        (b"\0\0\0\x18ftypmp42" + bytes(40), Content.PAPER),
        (b"\x1f\x8b\x08\0" + bytes(40), Content.PACKED),
        (b"a".ljust(257, b"\0") + b"ustar\0", Content.PACKED),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n\r\n", "web page"),
        (b"From: <Saved by Blink>\r\nSnapshot-Content-Location: file:///a\r\nSubject: a\r\n\r\n", "web page"),
        (b"From: a@b.cn\r\nTo: c@d.cn\r\nSubject: x\r\nContent-Location: a\r\n\r\n", Content.EML),
        (b"12 \n34\n", Content.TEXT),
        (b"[{000214A0-0000-0000-C000-000000000046}]\r\nP=1\r\n[InternetShortcut]\r\nURL=x\r\n", Content.SHORTCUT),
        ("[InternetShortcut]\r\nURL=x\r\n".encode("utf-16"), Content.SHORTCUT),
        (b"<plist><dict>\n<key>URL</key>\n<string>https://x.example</string>\n</dict></plist>", Content.SHORTCUT),
        (b"bplist00\xd1\x01\x02SURL_\x10\x15https://x.example", Content.SHORTCUT),
        (b'{"url": "https://x.example", "doc_id": "1"}', Content.SHORTCUT),
        ("请查收，谢谢！".encode("gb18030"), Content.TEXT),
        ("单位\t数字\n甲\t1\n".encode(), Content.UNKNOWN),
        (b"\x02#!SILK_V3", Content.PAPER),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Content.PAPER),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_are(data: bytes, content: str) -> None:
    assert content_of(data) == content


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"\x4c\0\0\0\x01\x14\x02\0" + bytes(60), "F140", ""),
        (b"\x1f\x8b\x08\0" + bytes(40), "F113", ".gz"),
        (b"a".ljust(257, b"\0") + b"ustar\0", "F113", ".tar"),
        (b"MIME-Version: 1.0\nX-Document-Type: Workbook\nContent-Type: multipart/related\n\n", "F102", "MHT"),
        (b"MZ" + bytes(200) + b"PE\0\0" + bytes(200), "F102", "EXE"),
        (b"SQLite format 3\0" + bytes(200), "F102", "SQLite"),
        (bytes(9), "F101", "9 × 0x00"),
        (b"\x09\x04\x06\0\0\0\x10\0\0\0\x0a\0\0\0", "F102", "Excel 4"),
        (b"\0\0\x1a\0" + bytes(20), "F102", "Lotus 1-2-3"),
        (b"\x03\x18\x01\x0f\x05\0\0\0A\0 \0" + bytes(20) + b"NAME".ljust(11, b"\0") + b"C" + bytes(30), "F102", "DBF"),
        (gzip.compress(b"<?xml version='1.0'?><gnm:Workbook/>", mtime=0), "F102", "Gnumeric"),
        (of_numbers(), "F102", "Numbers"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "F102", "XML 2003"),
        (b"ID;PWXL;N;E\r\nE\r\n", "F102", "SYLK"),
        (b"<html><table></table></html>", "F102", "HTML"),
        (b"\0" * 7 + b"**ACE**" + bytes(60), "F113", ".ace"),
    ],
)
def test_what_is_no_workbook_is_called_what_it_is(data: bytes, code: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "a.xls").write_bytes(data)
    found = read_workbook(tmp_path / "a.xls")
    assert (found.code, found.reason) == (code, reason)  # type: ignore[union-attr]


def receipt(kind: str, part: bytes) -> bytes:
    body = mail([text("已读"), part, forwarded(mail([attached("下发.pdf", PDF)], mark=b"own"))])
    return body.replace(b"multipart/mixed", f"multipart/report; report-type={kind}".encode(), 1)


def test_a_receipt_holds_our_own_letter_and_nothing_else(tmp_path: Path) -> None:
    part = b"Content-Type: message/disposition-notification\r\n\r\nDisposition: manual-action; displayed\r\n"
    assert held(tmp_path, receipt("disposition-notification", part)) == {"m.eml": "F116"}
    part = b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nAction: failed\r\n"
    assert held(tmp_path, receipt("delivery-status", part)) == {"m.eml": "F145"}


@pytest.mark.parametrize("seed", range(20))
def test_bytes_changed_at_random_are_read_or_told_and_never_more(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)  # noqa: S311 - the same bytes each time
    whole = mail([attached("winmail.dat", winmail({"a.pdf": PDF})), attached("a.p7m", signed_openly(BODY))])
    for data in (signed_openly(BODY), winmail({"a.pdf": PDF, "m": {"b.pdf": PDF}}), opaque(signed(BODY)), whole):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            changed[chance.randrange(len(changed))] = chance.choice((0, 0x80, 0xFF, chance.randrange(256)))
        assert taken_out(tmp_path, bytes(changed))


@pytest.mark.parametrize(
    ("size", "more", "counts"),
    [
        (500_000, b"Content-Disposition: inline\r\nContent-ID: <p>\r\n", True),
        (30_000, b"Content-Disposition: inline\r\n", True),  # a telephone's photograph has a name and no number
        (30_000, b"Content-Disposition: inline\r\nContent-ID: <p>\r\n", False),
        (900, b"Content-Disposition: inline\r\n", False),
    ],
)
def test_a_photograph_in_the_text_was_sent_for_itself(size: int, more: bytes, counts: bool, tmp_path: Path) -> None:
    photo = b"\xff\xd8\xff" + bytes(size)
    found = held(tmp_path, mail([text("见图"), attached("IMG_1.jpg", photo, "image/jpeg", more)]))
    assert found == ({"m.eml!IMG_1.jpg": photo} if counts else {"m.eml": "F116"})
