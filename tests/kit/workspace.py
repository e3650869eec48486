"""Small workspaces of the disclosure form."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from kit.filled import DISCLOSURE, saved, workbook
from xlsreport.pipeline.review.cache_folder import FOLDER

HEADS = ("代码*", "单位名称*", "别名", "级别", "纳入汇总", "邮箱", "联系人", "手机", "期限")
ROWS = (("A01", "甲局", "", "县级"), ("A02", "乙局"), ("A03", "丙镇", "丙", "乡级", "否"))
PERIOD = 2023
Rows = Sequence[Sequence[object]]


def roster(rows: Sequence[Sequence[object]] = ROWS, heads: Sequence[str] = HEADS) -> bytes:
    """Return a roster workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "单位名单"
    for row in (heads, *rows):
        sheet.append(list(row))
    for cell in (cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)):
        cell.data_type = "s"  # a name that begins with = is a name
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def tables(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook of tables, such as the coordinator's decisions: the rows by the sheet's name."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sent_by(code: str, name: str, cells: Mapping[str, object] | None = None) -> bytes:
    """Return the clean workbook of a department, with `cells` put in."""
    return workbook({"基本信息!B3": name, "基本信息!B4": code, **(cells or {})})


def workspace(folder: Path, inbox: Mapping[str, bytes] | None = None, names: bytes | None = None) -> Path:
    """Make a workspace in `folder` with the files of `inbox` (none: no inbox) and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "xlsreport.toml").write_text(f'form = "{DISCLOSURE}"\n', encoding="utf-8")
    (folder / "单位名单.xlsx").write_bytes(roster() if names is None else names)
    (folder / str(PERIOD)).mkdir()
    for name, data in (inbox or {}).items():
        saved(folder / str(PERIOD) / "inbox", name, data)
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its content, by its path: to see that nothing has changed.

    What one run keeps for the next is left out: it changes with every run, and nothing else does by it.
    """
    files = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != FOLDER)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
