"""Members of a zip that are strange, and files that change or cannot be reached while the inbox is read."""

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from xlsreport.intake.gather import gather, source_file
from xlsreport.intake.unpacking import unpacked
from xlsreport.language import language_named
from xlsreport.model.source import SourceFile
from xlsreport.reading import read_workbook

ZH = language_named("zh")
PDF = b"%PDF-1.4 stands for any file"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            archive.writestr(entry, content)
    return out.getvalue()


def taken_out(folder: Path, data: bytes) -> tuple[SourceFile, ...]:
    (folder / "a.zip").write_bytes(data)
    return unpacked(source_file(folder / "a.zip"), folder / "into", ZH)


def test_a_member_packed_by_a_rare_method_is_to_be_unpacked_first(tmp_path: Path) -> None:
    for method, name in ((9, "Deflate64"), (93, "Zstandard"), (98, "PPMd"), (77, "77")):
        data = bytearray(zipped({"a.pdf": PDF}))
        data[8] = data[data.find(b"PK\1\2") + 10] = method
        (found,) = taken_out(tmp_path, bytes(data))
        assert found.problem is not None
        assert (found.problem.code, found.problem.reason) == ("F113", f".zip ({name})")


def test_a_member_without_a_name_is_called_by_its_number(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("财政局.pdf", PDF)
        archive.writestr(zipfile.ZipInfo(""), PDF)
    assert [(each.name, each.problem) for each in taken_out(tmp_path, out.getvalue())] == [
        ("a.zip!财政局.pdf", None),
        ("a.zip!2", None),
    ]


def test_a_folder_without_rights_is_named_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.pdf").write_bytes(PDF)
    listed = os.scandir

    def scandir(path: Any) -> Any:
        if Path(path).name == "甲":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = gather(tmp_path)
    assert [(each.name, each.problem and each.problem.code) for each in found] == [("乙/a.pdf", None), ("甲/", "F143")]


def test_other_bytes_than_were_hashed_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.pdf": PDF}))
    file = source_file(tmp_path / "a.zip")
    file.path.write_bytes(zipped({"b.pdf": PDF}))
    (found,) = unpacked(file, tmp_path / "into", ZH)
    assert found.problem is not None
    assert found.problem.code == "F146"
    assert read_workbook(file.path, file.sha256).code == "F146"  # type: ignore[union-attr]


def test_a_file_that_went_away_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"a.pdf": PDF}))
    file = source_file(tmp_path / "a.zip")
    file.path.unlink()
    (found,) = unpacked(file, tmp_path / "into", ZH)
    assert found.problem is not None
    assert found.problem.code == "F143"
