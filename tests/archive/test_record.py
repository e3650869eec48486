"""record.json is read back as it was written; what is damaged or newer is refused with a sentence."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from xlsreport.archive.record import Record, read_record, record_bytes
from xlsreport.archive.record_model import (
    FiledChange,
    FiledDepartment,
    FiledFile,
    FiledForm,
    FileRole,
    Revision,
    RunOptions,
    ToolVersions,
    WebAddress,
)
from xlsreport.archive.store import bag_in_force, bag_named, bags_in_force, stored_bags
from xlsreport.errors import ArchiveError

RECORD = Record(
    period=2023,
    form=FiledForm("disclosure", "2021", "年度报告", "zh"),
    made_by=ToolVersions("0.1.0", "3.12", (("lxml", "5.3"), ("openpyxl", "3.1.5"))),
    name="某区",
    revision=Revision(2, "2023", "更正一处", (FiledChange("01", "甲局", "表", "B2", "件数", "3", ""),)),
    options=RunOptions(include_held=True, previous="去年"),
    draft="提前留存",
    source="archive 2022",
    departments=(FiledDepartment("01", "甲局", "accepted", True, ("甲",)),),
    files=(FiledFile("data/inbox/0001.xlsx", FileRole.INPUT, "甲局/表.xlsx", "00" * 32),),
    addresses=(WebAddress("https://example.org/1", "网站发布"),),
    published="https://example.org/1",
)


def changed(**values: object) -> bytes:
    return json.dumps({**json.loads(record_bytes(RECORD)), **values}).encode()


def test_a_record_is_read_as_it_was_written() -> None:
    assert read_record(record_bytes(RECORD), "r") == RECORD
    first = replace(RECORD, revision=Revision(), draft=None, source=None, published=None)
    assert read_record(record_bytes(first), "r") == first
    assert first.final
    assert not RECORD.final


def test_its_bytes_are_sorted_and_in_plain_utf_8() -> None:
    text = record_bytes(RECORD).decode()
    assert "某区" in text
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_a_newer_format_is_refused_before_anything_else_is_looked_at() -> None:
    with pytest.raises(ArchiveError, match="newer version"):
        read_record(b'{"format": 2}', "r")


@pytest.mark.parametrize("key", sorted(json.loads(record_bytes(RECORD))))
def test_a_key_of_another_type_is_damage(key: str) -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        read_record(changed(**{key: 1.5}), "r")


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"{", b"[" * 100_000, b"null"])
def test_what_is_no_record_is_damage(data: bytes) -> None:
    with pytest.raises(ArchiveError, match="damaged"):
        read_record(data, "r")


def test_the_highest_revision_of_a_period_is_in_force(tmp_path: Path) -> None:
    for name in ("2022", "2023", "2023-r2", "2023-r10", "2023-r1", ".making-2024", "2024.old", "２０２１"):
        (tmp_path / "archive" / name).mkdir(parents=True)
    assert [bag.identifier for bag in stored_bags(tmp_path)] == ["2022", "2023", "2023-r2", "2023-r10"]
    assert [bag.identifier for bag in bags_in_force(tmp_path)] == ["2022", "2023-r10"]
    assert bag_in_force(tmp_path, 2024) is None
    assert bag_named(tmp_path, "2023-r2") == stored_bags(tmp_path)[2]
    assert bag_named(tmp_path, "../2023") is None
    assert stored_bags(tmp_path / "nowhere") == ()


def test_a_bag_whose_record_speaks_of_another_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "archive" / "2023" / "data"
    data.mkdir(parents=True)
    (bag,) = stored_bags(tmp_path)
    with pytest.raises(ArchiveError, match="cannot be read"):
        bag.record()
    (data / "record.json").write_bytes(record_bytes(RECORD))
    with pytest.raises(ArchiveError, match="2023-r2"):
        bag.record()
    (data / "record.json").write_bytes(record_bytes(replace(RECORD, revision=Revision())))
    assert bag.record().identifier == "2023"
