"""A corpus made here, dropped among the example's good workbooks: each file its own finding, no figure changed."""

import io
import json
import random
import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from kit.demo import laid_out
from kit.mails import mail, text
from kit.package import one_sheet, packed
from xlsreport.cli.app import run

SEED = 20_231_231
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
INBOX, CORPUS = "2023/inbox", "杂件"
GOOD = f"{INBOX}/财政局.xlsx"
CONSOLIDATED = "2023/output/汇总填报表（送审稿）.xlsx"
SMALL = one_sheet('<row r="1"><c r="A1"><v>1</v></c></row>')
PASSED_OVER = {"~$财政局.xlsx", "Thumbs.db", ".DS_Store", "._财政局.xlsx"}


def parts(data: bytes = SMALL) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (parts() | {"xl/worksheets/sheet2.xml": b" " * 16 * 1024**2}).items():
            package.writestr(name, content)
    return out.getvalue()


def entities(part: str, encoding: str) -> bytes:
    declared = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
    return packed(parts() | {part: declared.encode(encoding)})


def lying() -> bytes:
    out = bytearray(SMALL)
    at = out.find(b"PK\1\2")
    struct.pack_into("<I", out, at + 24, 10)
    return bytes(out)


def paper() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def far_away() -> bytes:
    return one_sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


def repeated() -> bytes:
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = " ".join(f'xmlns:{each}="{oasis}:{each}:1.0"' for each in ("office", "table"))
    row = (
        '<table:table-row table:number-rows-repeated="999999999"><table:table-cell office:value-type="float" '
        'office:value="1" table:number-columns-repeated="999999999"/></table:table-row>'
    )
    content = f"<office:document-content {spaces}><table:table>{row}</table:table></office:document-content>"
    return packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def damages(good: bytes) -> Iterator[tuple[str, bytes, str | None]]:
    """Yield (name, bytes, code expected) of files that are wrong in a known way."""
    noise = random.Random(SEED).randbytes  # noqa: S311 - the same noise each time
    yield "炸弹.xlsx", bomb(), "F107"
    for number, part in enumerate(parts()):
        yield f"实体{number}.xlsx", entities(part, ("utf-8", "utf-16")[number % 2]), "F108"
    yield "谎报.xlsx", lying(), "F107"
    yield "远处.xlsx", far_away(), "F129"
    yield "重复.ods", repeated(), "F129"
    for share in (3, 30, 60, 90, 99):
        yield f"截断{share}.xlsx", good[: len(good) * share // 100], None
    yield "加密盘.xlsx", noise(6000), "F112"
    yield "密码.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + noise(600), "F103"
    yield "旧表.xls", OLE + noise(2000), "F101"
    yield "打包.rar", b"Rar!\x1a\x07\x01\x00" + noise(200), "F113"
    yield "打包.xlsx", b"7z\xbc\xaf\x27\x1c" + noise(200), "F113"
    yield "空.xlsx", b"", "F128"
    yield "清单.csv", "单位,数字\n甲,1\n".encode("gbk"), "F102"
    yield "网页.xls", b"<html><body><table></table></body></html>", "F102"
    yield "盖章.pdf", b"%PDF-1.7\n" + noise(500), "F126"
    yield "盖章.xlsx", paper(), "F126"
    yield "来信.eml", mail([text("已报")], b"From: a@b.example\r\nSubject: c\r\n"), "F116"
    yield "坏包.zip", b"PK\x03\x04" + noise(300), "F118"
    yield "别的表.xlsx", SMALL, "S101"
    for name in sorted(PASSED_OVER):
        yield name, noise(160), None


def flipped(good: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield workbooks with bytes flipped where a seeded chance says; each breaks a checksum or the directory."""
    chance = random.Random(SEED)  # noqa: S311
    for number in range(25):
        data = bytearray(good)
        for _ in range(chance.randint(20, 60)):
            data[chance.randrange(len(data))] ^= chance.randint(1, 255)
        yield f"翻转{number:02}.xlsx", bytes(data)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example workspace, consolidated."""
    return consolidated(laid_out(tmp_path_factory.mktemp("calm")))


@pytest.fixture(scope="module")
def stormy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the example workspace with the corpus in its inbox, consolidated."""
    folder = laid_out(tmp_path_factory.mktemp("stormy"))
    good = (folder / GOOD).read_bytes()
    inbox = folder / INBOX / CORPUS
    inbox.mkdir()
    for name, data, _ in damages(good):
        (inbox / name).write_bytes(data)
    for name, data in flipped(good):
        (inbox / name).write_bytes(data)
    return consolidated(folder)


def consolidated(folder: Path) -> Path:
    assert run(["consolidate", "-C", str(folder), "--jobs", "2"]) == 1
    return folder


def departments(findings: Any) -> list[Any]:
    return [each for each in findings["standings"] if each["code"]]


def told(folder: Path) -> Any:
    return json.loads((folder / "2023/output/findings.json").read_bytes())


@pytest.fixture(scope="module")
def said(stormy: Path) -> Mapping[str, list[str]]:
    """Return the codes of the findings about each file of the corpus, by its name."""
    found: dict[str, list[str]] = {}
    for each in told(stormy)["findings"]:
        folder, _, name = (each["file"] or "").partition("/")
        if folder == CORPUS:
            found.setdefault(name.partition("!")[0], []).append(each["code"])
    return found


def test_the_consolidated_workbook_is_byte_for_byte_the_same(calm: Path, stormy: Path) -> None:
    assert (stormy / CONSOLIDATED).read_bytes() == (calm / CONSOLIDATED).read_bytes()


def test_the_totals_and_the_departments_are_the_same(calm: Path, stormy: Path) -> None:
    ours, theirs = told(stormy), told(calm)
    assert ours["totals"] == theirs["totals"]
    assert departments(ours) == departments(theirs)
    assert {each["standing"] for each in ours["standings"] if not each["code"]} <= {"unreadable", "unmatched"}


def test_every_file_is_a_finding_of_its_own(stormy: Path, said: Mapping[str, list[str]]) -> None:
    came = {path.name for path in (stormy / INBOX / CORPUS).iterdir()}
    assert came - PASSED_OVER == said.keys()


def test_each_reason_is_the_true_one(stormy: Path, said: Mapping[str, list[str]]) -> None:
    expected = {name: code for name, _, code in damages((stormy / GOOD).read_bytes()) if code is not None}
    assert {name: said[name] for name, code in expected.items() if code not in said[name]} == {}


def test_damage_by_chance_is_damage(said: Mapping[str, list[str]]) -> None:
    codes = {said[name][0] for name in said if name.startswith(("翻转", "截断"))}
    assert "F101" in codes
    assert codes <= {"F101", "F107", "F108", "F118", "F130"}
