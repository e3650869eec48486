"""Bags written by hand, just what is read of earlier years, and bags altered by hand."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from kit.filled import disclosure
from xlsreport.archive.record import Record, record_bytes
from xlsreport.archive.record_model import FiledDepartment, FiledForm, Revision, ToolVersions
from xlsreport.archive.tables import ValueRow, texts_bytes, values_bytes
from xlsreport.model.address import Address

NEW = Address.parse("表三!D6")
Figures = Mapping[str, tuple[str, int]]  # name and figure by code, the whole's under no code


def bag(
    folder: Path,
    name: str,
    figures: Figures,
    edition: str | None = None,
    label: str | None = None,
    cells: Sequence[Address] = (NEW,),
) -> Path:
    """Write the payload of the bag `name` of a workspace, the same figure in each of `cells`, and return where."""
    data, form = folder / "archive" / name / "data", disclosure()
    data.mkdir(parents=True)
    period, _, number = name.partition("-r")
    record = Record(
        int(period),
        FiledForm(form.id, edition or form.edition, form.title, form.language),
        ToolVersions("0", "3"),
        "某区",
        Revision(int(number or 1)),
        departments=tuple(FiledDepartment(c, n, "accepted", counted=True) for c, (n, _) in figures.items() if c),
    )
    rows = [
        ValueRow(int(period), code, who, at.sheet, at.cell, label or form.label(at), Decimal(figure))
        for code, (who, figure) in figures.items()
        for at in cells
    ]
    (data / "record.json").write_bytes(record_bytes(record))
    (data / "values.csv").write_bytes(values_bytes(rows))
    (data / "texts.csv").write_bytes(texts_bytes(()))
    return data


def consistent_again(folder: Path) -> None:
    """Have record and manifests of the bag in `folder` say what lies there now, as a forger would."""
    path = folder / "data/record.json"
    record = json.loads(path.read_text(encoding="utf-8"))
    for each in record["files"]:
        if (folder / each["path"]).is_file():
            each["sha256"] = _digest(folder / each["path"])
    path.write_text(json.dumps(record), encoding="utf-8")
    payload = sorted(each for each in (folder / "data").rglob("*") if each.is_file())
    _list(folder, "manifest-sha256.txt", payload)
    _list(folder, "tagmanifest-sha256.txt", [folder / n for n in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")])


def _list(folder: Path, name: str, files: Sequence[Path]) -> None:
    lines = (f"{_digest(each)}  {each.relative_to(folder).as_posix()}\n" for each in files)
    (folder / name).write_text("".join(lines), encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def with_member(package: bytes, name: str, old: str, new: str) -> bytes:
    """Return the Office package `package` with `old`, which stands once in its member `name`, replaced by `new`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for each in source.infolist():
            content = source.read(each)
            if each.filename == name:
                assert content.decode("utf-8").count(old) == 1
                content = content.decode("utf-8").replace(old, new).encode()
            target.writestr(each.filename, content)
    return out.getvalue()
