"""A workspace made from a case, consolidated, and what is said of it: without a worker unless a file is to harm one."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kit.arrived import made
from kit.crews import InProcess
from kit.filled import DISCLOSURE, saved
from kit.listed import SETTINGS, with_list
from kit.situation import Said
from kit.stricken import Stricken
from kit.workspace import HEADS, PERIOD, roster, tables, workspace
from xlsreport.forms import find_form
from xlsreport.intake.workspace import settings_text
from xlsreport.model.outcome import Outcome
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at

ROSTER = (
    ("A01", "财政局", "", "县级", "", "czj@jkq.example"),
    ("A02", "教育局", "", "县级", "", "jyj@jkq.example"),
    ("A03", "平安镇", "", "乡级", "", "pa@jkq.example"),
)
_HEADS = {
    "予以认可": ("问题编号", "单位", "单元格", "理由", "认可人", "日期", "认可时填报"),
    "更正登记": ("单位", "单元格", "原填", "更正为", "同意人", "日期"),
    "以哪份为准": ("单位", "文件", "说明"),
    "未报送": ("单位", "理由", "认可人", "日期"),
}
_EVIDENCE = ("单位", "单元格", "数据", "来源")


def said_of_workspace(case: Mapping[str, Any], folder: Path, patch: pytest.MonkeyPatch) -> list[Said]:
    """Return what is said of everything in the workspace of `case`, which is made in `folder`."""
    place = laid_out(case, folder)
    if "together" in case:
        patch.setattr("xlsreport.workers.round.TOGETHER", case["together"])
    if "capacity" in case:
        patch.setattr("xlsreport.consolidation.whole.CELL_CAPACITY", case["capacity"])
    if "shut" in case:
        patch.setattr("os.scandir", _without(case["shut"]))
    faults = {each["file"]: each["fault"] for each in case["inbox"] if "fault" in each} | case.get("slow", {})
    if faults:
        patch.setattr("xlsreport.pipeline.review.examine.Examination", lambda shared: Stricken(shared, faults, folder))
    else:
        patch.setattr("xlsreport.pipeline.consolidate.Crew", InProcess)
    return list(_said(consolidate_workspace(open_workspace_at(place), Options(jobs=1))))


def _without(shut: str) -> Callable[[Any], Any]:
    """Return what lists a folder, and refuses the one called `shut`: root may read any."""
    listed = os.scandir

    def scandir(path: Any = ".") -> Any:
        if Path(os.fsdecode(path)).name == shut:
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    return scandir


def _roster(rows: Sequence[Sequence[object]], parents: Mapping[str, str] | None) -> bytes:
    """Return the roster, with the column of parents (by code) where the case has some."""
    if parents is None:
        return roster(rows)
    filled = [(*row, *[""] * (len(HEADS) - len(row)), parents.get(str(row[0]), "")) for row in rows]
    return roster(filled, (*HEADS, "上级"))


def laid_out(case: Mapping[str, Any], folder: Path) -> Path:
    """Make the workspace of `case` in `folder` and return it."""
    names = _roster((*ROSTER, *case.get("roster", ())), case.get("parents"))
    files = {
        each["file"]: made({"beside": case.get("beside", ""), **each})
        for each in case["inbox"]
        if "links_to" not in each
    }
    place = workspace(folder / "district", files, names)
    year = place / str(PERIOD)
    for each in case["inbox"]:
        if "links_to" in each:
            (year / "inbox" / each["file"]).symlink_to(year / "inbox" / each["links_to"])
    for each in case.get("last_year", ()):
        filled = {"基本信息!B5": PERIOD - 1, **each.get("filled", {})}
        saved(place / str(PERIOD - 1) / "inbox", each["file"], made({**each, "filled": filled}))
    whole = {"by": "T01 测试区", "filled": case.get("whole", {})} | ({"listed": []} if case.get("lists") else {})
    whole["beside"] = case.get("beside", "")
    saved(year, "汇总单位.xlsx", made(whole))
    if "decisions" in case:
        sheets = {name: (_HEADS[name], *rows) for name, rows in case["decisions"].items()}
        saved(year, "处理登记.xlsx", tables(sheets))
    if "evidence" in case:
        saved(year, "佐证数据.xlsx", tables({"佐证": (_EVIDENCE, *case["evidence"])}))
    if "joined" in case or "lists" in case:
        (place / "xlsreport.toml").write_text(settings_text(str(_form(case, folder))), encoding="utf-8")
    with (place / "xlsreport.toml").open("a", encoding="utf-8") as settings:
        limits = case.get("limits", {})
        settings.writelines(
            ["[limits]\n", *(f"{name} = {value}\n" for name, value in limits.items())] if limits else []
        )
    return place


def _form(case: Mapping[str, Any], folder: Path) -> Path:
    """Make the form in `folder` with figures `joined` otherwise than added, and return where it is.

    `words` are what may stand in them instead of a number.
    """
    form = Path(shutil.copytree(find_form(DISCLOSURE), folder / "form"))
    file = form / "form.toml"
    joined = "".join(f'"{cells}" = "{how}"\n' for cells, how in case.get("joined", {}).items())
    values = "".join(f'"{cells}" = {{ words = {words} }}\n' for cells, words in case.get("words", {}).items())
    text = file.read_text(encoding="utf-8")
    for section, said in (("consolidate", joined), ("values", values)):
        text = re.sub(rf"(\[{section}\].*\n)", rf"\1{said}", text)
    if case.get("lists"):
        (form / "workbook.xlsx").write_bytes(
            with_list((form / "workbook.xlsx").read_bytes(), (), case.get("beside", ""))
        )
    file.write_text(text + (SETTINGS if case.get("lists") else ""), encoding="utf-8")
    return form


def _said(outcome: Outcome) -> Iterator[Said]:
    for entry, finding in outcome.findings:
        file = entry.file.name if entry is not None and entry.file is not None else "file"
        yield Said(finding, entry.code if entry is not None else None, file)
