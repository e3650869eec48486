"""The province's places, who stands under whom, and its roster."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from xlsreport.package import settled

HEADS = ("代码", "单位名称", "级别", "上级")
WIDTHS = (12, 24, 12, 12)
LINE = Side(style="thin", color="999999")
BUREAUS = ("财政局", "教育局", "水利局", "民政局", "公安局", "司法局", "统计局", "交通局")
COUNTIES = {"东州市": ("海东县", "海西县"), "西州市": ("河东县", "河西县", "山南县")}


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, or a place with those right below it; its code is its parent's with two digits more."""

    code: str
    name: str
    level: str
    below: tuple["Place", ...] = ()

    def everyone(self) -> Iterator["Place"]:
        """Yield the place itself and all below it, at whatever depth."""
        yield self
        for each in self.below:
            yield from each.everyone()


def _county(code: str, name: str) -> Place:
    units = (Place(f"{code}{n:02d}", f"{name}{bureau}", "县级") for n, bureau in enumerate(BUREAUS, 1))
    return Place(code, name, "县级", tuple(units))


def _city(code: str, name: str) -> Place:
    counties = (_county(f"{code}{n:02d}", each) for n, each in enumerate(COUNTIES[name], 1))
    return Place(code, name, "设区的市级", tuple(counties))


PROVINCE = Place("86", "青屿省", "省级", tuple(_city(f"86{n:02d}", name) for n, name in enumerate(COUNTIES, 1)))


def moved_twice(place: Place) -> Sequence[Place]:
    """Return the unit that a county has in its roster though it is its neighbour's."""
    neighbour = {"海西县": ("海东县", "水利局"), "河西县": ("河东县", "统计局")}.get(place.name)
    return [each for each in PROVINCE.everyone() if neighbour and each.name == "".join(neighbour)]


def roster_bytes(top: Place, below: Sequence[Place] | None = None) -> bytes:
    """Return the roster of `top` with all below it, or with those right below it alone where `below` names them."""
    if below is None:
        rows = [(each, _above(each, top)) for each in top.everyone()]
    else:
        rows = [(top, ""), *((each, top.code) for each in below)]
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "单位名单"
    sheet.append(HEADS)
    for place, parent in rows:
        sheet.append((place.code, place.name, place.level, parent or None))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.number_format, cell.border = "@", Border(LINE, LINE, LINE, LINE)
            cell.alignment = Alignment(vertical="center")
    for cell, width in zip(sheet[1], WIDTHS, strict=True):
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="D9E1F2")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    workbook.save(out)
    return settled(out.getvalue())


def _above(place: Place, top: Place) -> str:
    return "" if place.code == top.code else place.code[:-2]
