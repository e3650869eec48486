"""What lies in an inbox, made from a table of a case: workbooks, mails, archives, papers, and what damages them.

    [[inbox]]
    file = "来信.eml"
    make = "mail"
    holds = [{ file = "财政局.xlsx", by = "A01 财政局", filled = { "表三!D6" = 1 } }]

`make` is one of the makers below, a workbook where it is not said. `links_to` makes it a link to another name.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from docx import Document

from kit.filled import damaged, disclosure, with_chart_sheet, workbook
from kit.listed import with_list
from kit.mails import attached, forwarded, mail, text
from kit.package import one_sheet, packed
from kit.wrapped import beside, sealed, signed, winmail
from xlsreport.cli.app import run
from xlsreport.forms.copying.hidden import add_hidden
from xlsreport.forms.copying.parts import Book
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents, JoinedUnit, Membership, contents_rows
from xlsreport.model.marks import Hidden

Item = Mapping[str, Any]
KEYS = {
    "file",
    "make",
    "holds",
    "by",
    "filled",
    "typed",
    "parts",
    "rows",
    "chart",
    "damage",
    "times",
    "fault",
    "text",
    "listed",
    "beside",
    "contents",
}
MAIL = {"sender", "date", "words", "subject", "report"}
MIB = 1024**2
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAPER = b"%PDF-1.4 stands for a signed and sealed copy"


def made(item: Item) -> bytes:
    """Return the bytes of `item`: of a clean workbook of the finance bureau where it says nothing else."""
    assert item.keys() <= KEYS | MAIL, item.keys() - KEYS - MAIL
    data = _MAKERS[item.get("make", "workbook")](item)
    return _DAMAGES[item["damage"]](data) if "damage" in item else data


def _workbook(item: Item) -> bytes:
    """Return a clean workbook of the department `by` ("A01 财政局"), which has nothing in common with another's.

    `filled` is filled in; `typed` is typed over what stands there; `parts` are put into the package; `listed` are the
    rows of a list of projects on a sheet of its own, with a total `beside` it; `contents` are the units that a
    consolidated workbook says are in it: rows of code, name, parent, period, SHA-256 and part, under what it says
    of itself.
    """
    code, _, name = item.get("by", "A01 财政局").partition(" ")
    who = {"基本信息!B3": name or None, "基本信息!B4": code or None}
    where = {"基本信息!B7": f"和平路{code}号", "基本信息!B8": f"0797-{code}"}
    texts = {str(field.address): f"{name}已按要求开展工作。" for field in disclosure().prose if field.required}
    data = _filled(tuple({**who, **where, **texts, **item.get("filled", {})}.items()))
    data = damaged(data, item["typed"]) if "typed" in item else data
    data = with_list(data, item["listed"], item.get("beside", "")) if "listed" in item else data
    data = _with_contents(data, code, name, item["contents"]) if "contents" in item else data
    data = with_chart_sheet(data, item["chart"]) if "chart" in item else data
    return _with_parts(data, item["parts"]) if "parts" in item else data


def _report(item: Item) -> bytes:
    """Return the Word report that the workbook of `item` would give, changed by nobody."""
    return _word_report(_workbook({key: value for key, value in item.items() if key in ("by", "filled")}))


@lru_cache(maxsize=16)
def _word_report(book: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        source, report = Path(folder, "book.xlsx"), Path(folder, "report.docx")
        source.write_bytes(book)
        assert run(["report", "-q", str(source), "-o", str(report)]) == 0
        return report.read_bytes()


def _with_contents(data: bytes, code: str, name: str, said: Mapping[str, Any]) -> bytes:
    form = disclosure()
    edition, period = said.get("edition", form.edition), said.get("period", "2023")
    members = tuple(JoinedUnit(*map(str, row[:5]), Membership(row[5])) for row in said["units"])
    whole = Contents(said.get("code", code), name, form.id, edition, period, said.get("final", True), members)
    (mark, *first), *rows = contents_rows(whole)
    book = Book(data)
    add_hidden(book, Hidden("汇总构成", ((said.get("mark", mark), *first), *rows)))
    return book.parts.packed()


def _blank(item: Item) -> bytes:
    """Return the form as it is sent to the department `by`, with `filled` filled in."""
    code, _, name = item.get("by", "A01 财政局").partition(" ")
    cells = {"基本信息!B3": name, "基本信息!B4": code, "基本信息!B5": Decimal(2023)}
    filled = {cell: Decimal(value) for cell, value in item.get("filled", {}).items()}
    return disclosure().engine.fill({Address.parse(cell): value for cell, value in {**cells, **filled}.items()})


def _with_parts(data: bytes, parts: Mapping[str, Any]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        whole = {name: package.read(name) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**whole, **{name: _part(each) for name, each in parts.items()}}.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(content: Any) -> bytes:
    """Return a part: a text, or so many MiB of zeros or of noise."""
    match content:
        case {"zeros": int() as size}:
            return bytes(size * MIB)
        case {"noise": int() as size}:
            return _noise(size * MIB)
        case _:
            return str(content).encode()


def _noise(size: int) -> bytes:
    return Random(1).randbytes(size)  # noqa: S311 - the same noise each time


@lru_cache(maxsize=64)
def _filled(cells: tuple[tuple[str, Any], ...]) -> bytes:
    return workbook(dict(cells))


def _mail(item: Item) -> bytes:
    parts = [text(item.get("words", "请查收。"))]
    for each in item.get("holds", ()):
        kind = _KINDS.get(each.get("make", ""), "application/octet-stream")
        inline = b"Content-Disposition: inline\r\nContent-ID: <p>\r\n" if kind == "image/png" else b""
        inline += b"X-Apple-Content-Length: 21345\r\n" if each.get("make") == "left behind" else b""
        whole = each.get("make") == "mail"
        parts.append(forwarded(made(each)) if whole else attached(each["file"], made(each), kind, inline))
    head = f"From: <{item.get('sender', 'czj@jkq.example')}>\r\nSubject: {item.get('subject', 'report')}\r\n"
    head += f"Date: {item.get('date', '10 Jan 2024')} 16:00:00 +0800\r\n"
    if "report" in item:
        parts.append(f"Content-Type: message/{item['report']}\r\n\r\nReporting-MTA: dns; x\r\n".encode())
    whole = mail(parts, head.encode(), f"=_{item['file']}".encode().hex().encode())
    return whole.replace(b"multipart/mixed", b"multipart/report", 1) if "report" in item else whole


def _left_there(item: Item) -> bytes:
    """Return what is kept of a mail that was too large to be fetched."""
    head = b'From: <czj@jkq.example>\r\nSubject: report\r\nContent-Type: multipart/mixed; boundary="=_mark"\r\n'
    head += b"x-xlsreport-left-there: 62914560\r\n\r\n"
    return head


def _signed_mail(item: Item) -> bytes:
    """Return a mail whose body lies inside its signature."""
    body = mail([attached(each["file"], made(each)) for each in item["holds"]], b"")
    head = f"From: <{item.get('sender', 'czj@jkq.example')}>\r\nSubject: report\r\n".encode()
    return head + attached("smime.p7m", signed(body), "application/pkcs7-mime")


def _zip(item: Item) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for each in item.get("holds", ()):
            archive.writestr(zipfile.ZipInfo(each["file"]), made(each))
    return out.getvalue()


def _zeros(item: Item) -> bytes:
    """Return an archive of one file of zeros, `times` MiB of them, that is tiny as long as it is packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(item["times"] * MIB))
    return out.getvalue()


def _nested(item: Item) -> bytes:
    """Return a paper packed `times` times over."""
    data, name = PAPER, "财政局.pdf"
    for depth in range(item["times"], 0, -1):
        data, name = packed({name: data}), f"{depth}.zip"
    return data


def _document(_: Item) -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


_KINDS = {"picture": "image/png", "winmail.dat": "application/ms-tnef", "beside": "application/applefile"}
_MAKERS: Mapping[str, Callable[[Item], bytes]] = {
    "workbook": _workbook,
    "blank": _blank,
    "word report": _report,
    "left there": _left_there,
    "mail": _mail,
    "zip": _zip,
    "zeros": _zeros,
    "left behind": lambda _: b"",
    "nested zip": _nested,
    "paper": lambda _: PAPER,
    "picture": lambda _: b"\x89PNG\r\n\x1a\n a signature",
    "document": _document,
    "text": lambda item: item["text"].encode(),
    "noise": lambda _: _noise(6000),
    "rar": lambda _: b"Rar!\x1a\x07\x01\x00" + _noise(200),
    "one sheet": lambda item: one_sheet(item["rows"], name="表三"),
    "winmail.dat": lambda item: winmail({each["file"]: made(each) for each in item.get("holds", ())}),
    "beside": lambda _: beside(),
    "sealed": lambda _: sealed(),
    "signed mail": _signed_mail,
    "shortcut": lambda _: b"\x4c\0\0\0\x01\x14\x02\0" + bytes(60),
    "encrypted": lambda _: OLE + "EncryptedPackage".encode("utf-16-le"),
}


def _flipped(data: bytes) -> bytes:
    """Return an archive whose first paper has one byte that is another."""
    out = bytearray(data)
    out[data.index(PAPER) + 6] ^= 0xFF
    return bytes(out)


_DAMAGES: Mapping[str, Callable[[bytes], bytes]] = {
    "cut in half": lambda data: data[: len(data) // 2],
    "one byte changed": _flipped,
    "three bytes added": lambda data: data + b"\0\0\0",
}
