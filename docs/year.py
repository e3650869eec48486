"""What people do by hand in `docs/year.zh.md`, done for them: a small county reports on one year."""

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from xlsreport.forms import find_form, load_form

_SAVE: Callable[[Any, Path], None] = runpy.run_path(str(Path(__file__).with_name("tutorial.py")))["save"]
COUNTY, PERIOD = "云溪县", "2023"
UNITS = {  # by code: name, level, and what each says of the applications that came
    "A01": ("云溪县财政局", "县级", "新收政府信息公开申请7件，均已答复。"),
    "A02": ("云溪县教育局", "县级", "收到政府信息公开申请4件，全部予以公开。"),
    "A03": ("云溪县卫生健康局", "县级", "受理政府信息公开申请5件，没有超期。"),
    "B01": ("云溪县平安镇人民政府", "乡级", "未收到政府信息公开申请。"),
    "B02": ("云溪县柳林乡人民政府", "乡级", "本年没有收到政府信息公开申请。"),
}
_TEXTS = {  # the other sections, in words too short to have been copied
    "文字!A6": "网站公开信息{news}条。",
    "文字!A10": "制度已落实。",
    "文字!A12": "专栏每周巡查。",
    "文字!A14": "专人负责。",
    "文字!A16": "解读形式单一；今后多用图解。",
    "文字!A18": "无。",
}
_FIGURES = {  # what came, by whom; each was granted
    "A01": {"表三!D6": 6, "表三!E6": 1, "表三!D8": 6, "表三!E8": 1, "补充!B4": 120},
    "A02": {"表三!D6": 4, "表三!D8": 4, "补充!B4": 210},
    "A03": {"表三!D6": 5, "表三!D8": 5, "补充!B4": 95},
    "B01": {"表二!D6": 22, "补充!B4": 48},
    "B02": {"补充!B4": 36},
}


def roster(folder: Path) -> None:
    """Write the five units into the roster, with whom to call and where to write."""
    file = folder / COUNTY / "单位名单.xlsx"
    book = load_workbook(file)
    for row, (code, (name, level, _)) in enumerate(UNITS.items(), 2):
        told = (code, name, None, level, None, f"{code.lower()}@yunxi.example", "联络员", f"0000-12345{row:02}")
        for column, text in enumerate(told, 1):
            book.worksheets[0].cell(row, column, text)
    book.save(file)


def office(folder: Path) -> None:
    """Write on the county's own cover who it is, so that its letters are signed."""
    own = {"基本信息!B3": "云溪县人民政府", "基本信息!B4": "00", "基本信息!B6": "县级", "封面!B5": "王某"}
    _change(folder / COUNTY / PERIOD / "汇总单位.xlsx", own | _at("云溪县人民路1号", "0000-1234567"))


def fill(folder: Path) -> None:
    """Fill four workbooks; three of them as clerks do who are in a hurry. The fifth unit sends nothing."""
    _send(folder, "A01", {})
    _send(folder, "A02", {"表三!J8": 0})
    _send(folder, "A03", {"文字!A8": "受理政府信息公开申请6件，没有超期。"})
    _send(folder, "B01", {"表二!D6": "22（其中修订16件）"})


def correct(folder: Path) -> None:
    """Send what was corrected, and what was missing."""
    _correct(folder, "A02", {})
    _correct(folder, "B01", {"表二!D6": 22})
    _send(folder, "B02", {})


def accept(folder: Path) -> None:
    """Enter in the decisions why the text of the health bureau says one more."""
    file = folder / COUNTY / PERIOD / "处理登记.xlsx"
    book = load_workbook(file)
    row = ("N501", "A03", "文字!A8", "已电话核实：正文把1件咨询也算了进去，发布时改正文。", "王某", "2024-01-29")
    book["予以认可"].append(row)
    book.save(file)


def whole(folder: Path) -> None:
    """Write the county's own text."""
    own = {cell: text.format(news=509) for cell, text in _TEXTS.items()}
    own["文字!A8"] = "全县新收政府信息公开申请16件，均已按期答复。"
    _change(folder / COUNTY / PERIOD / "汇总单位.xlsx", own)


def _send(folder: Path, code: str, slips: dict[str, Any]) -> None:
    """Fill the workbook that was issued to `code`, with a clerk's `slips`, and put it into the inbox."""
    year = folder / COUNTY / PERIOD
    (issued,) = (year / "outbox").glob(f"*{UNITS[code][0]}.xlsx")
    nothing = {str(field.address): 0 for field in load_form(find_form("disclosure-2021")).figures if field.required}
    texts = {cell: text.format(news=_FIGURES[code]["补充!B4"]) for cell, text in _TEXTS.items()}
    own = _at(f"云溪县文昌路{code[-1]}号{code[0]}楼", f"0000-76543{code[-1]}{ord(code[0])}")
    own |= {"文字!A8": UNITS[code][2]} | _FIGURES[code]
    _change(issued, nothing | texts | own | slips, year / "inbox" / issued.name)


def _correct(folder: Path, code: str, cells: Mapping[str, Any]) -> None:
    year = folder / COUNTY / PERIOD
    (returned,) = (year / "outbox" / "退回-第1次").glob(f"*{UNITS[code][0]}*.xlsx")
    _change(returned, cells, year / "inbox" / returned.name)


def _at(address: str, telephone: str) -> dict[str, Any]:
    return {"基本信息!B7": address, "基本信息!B8": telephone, "基本信息!B9": "100001", "基本信息!B10": "办公室"}


def _change(file: Path, cells: Mapping[str, Any], target: Path | None = None) -> None:
    book = load_workbook(file)
    for cell, value in cells.items():
        sheet, _, place = cell.partition("!")
        book[sheet][place] = value
    _SAVE(book, target or file)


HANDS: Mapping[str, Callable[[Path], None]] = {
    "roster": roster,
    "office": office,
    "fill": fill,
    "correct": correct,
    "accept": accept,
    "whole": whole,
}
