"""The Word report held against real ones: every paragraph of the published one, and every printed figure in its cell.

`facts/ganzhou-jkq-zwfwzx-2023.txt` is the published annual report of 赣州经开区政务服务中心 for 2023, an official
document that http://gzjkq.ganzhou.gov.cn/jkqxxgk/c110390/list.shtml offers for download, as text taken from its PDF.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table

from kit.filled import saved, workbook
from kit.grid import Grid
from kit.made import quiet
from kit.printed import FACTS as FOLDER
from kit.printed import printed
from kit.structure import Word
from xlsreport.forms import example_workspace
from xlsreport.model.address import Address

SEED = "ganzhou-jkq-zwfwzx-2023"
FACTS = FOLDER / f"{SEED}.txt"
EXAMPLE, CENTRE = example_workspace() / "2023", "赣州经开区政务服务中心.xlsx"

Block = str | tuple[str, ...]  # a paragraph, or the cells of a table's row that are not empty


@dataclass(frozen=True, slots=True)
class Difference:
    """Neighbouring blocks of the published text that our report has otherwise, and why.

    What the department `corrected` stands in the report of its published workbook as it was published.
    """

    reason: str
    published: tuple[Block, ...]
    ours: tuple[Block, ...]
    corrected: bool = False


def settled(text: str) -> str:
    """Return `text` without white space and with half-width signs: the PDF's text mixes both at random."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def zeros(*labels: str) -> Block:
    return (*labels, *"0000000")


PUBLISHED_OPENING = (
    "本年度报告中所列数据的统计期限自2023年1月1日起至2023年12月31日止。全文包括总体情况、主动公开政府信息情况、"
    "收到和处理政府信息公开申请情况、政府信息公开行政复议行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项。"
    "本年度报告的电子版可以从赣州经济技术开发区政务公开官网下载",
    "（http://gzjkq.ganzhou.gov.cn/jkqxxgk/c110390/list.shtml）。如对本报告有任何疑问，请与政务服务中心综合办联系"
    "（地址：华坚南路69号，电话：8376607，邮编：341000）。",
)
HINT = "（提示：每个数据必须填，注意数据之间的逻辑关系，各项数据核定时间点为报告年度的12月31日）"
LOST = (
    ("信息内容", "本年处理决定数量"),
    ("行政许可", "0"),
    ("第二十条第（六）项",),
    ("信息内容", "本年处理决定数量"),
    ("行政处罚", "0"),
    ("行政强制", "0"),
    ("第二十条第（八）项",),
    ("信息内容", "本年收费金额（单位：万元）"),
    ("行政事业性收费", "0"),
    "三、收到和处理政府信息公开申请情况",
    ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况"),
    ("自然人", "法人或其他组织", "总计"),
    ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
    ("一、本年新收政府信息公开申请数量", *"3100004"),
    zeros("二、上年结转政府信息公开申请数量"),
    ("三、本年度办理结果", "（一）予以公开", *"3100004"),
    zeros("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
)
DIFFERENCES = (
    Difference(
        "the PDF's title stands on two lines, each a paragraph in its text; ours is one paragraph of two lines",
        ("赣州经开区政务服务中心2023年政府信息", "公开工作年度报告"),
        ("赣州经开区政务服务中心2023年政府信息公开工作年度报告",),
    ),
    Difference(
        "a link on a line of its own parts the opening paragraph in the PDF's text",
        PUBLISHED_OPENING,
        ("".join(PUBLISHED_OPENING),),
    ),
    Difference(
        "the published sentence contradicts its own table (3 + 1 requests): the department corrected it",
        (
            "2023年度，我中心接到依申请公开办件一次其中包括三名自然人、一家企业，已按照《中华人民共和国政府信息公开条例》、"
            "《江西省政府信息依申请公开工作规范》相关要求，做出回复。",
        ),
        (
            "2023年度，我中心接到依申请公开办件四件其中包括三名自然人、一家企业，已按照《中华人民共和国政府信息公开条例》、"
            "《江西省政府信息依申请公开工作规范》相关要求，做出回复。",
        ),
        corrected=True,
    ),
    Difference(
        "the hint to whoever fills the form was left in the published heading",
        (f"二、主动公开政府信息情况{HINT}",),
        ("二、主动公开政府信息情况",),
    ),
    Difference(
        "a page break lost the rest of the second section and the head of the third from the PDF's text",
        (("第二十条第（五）项",), zeros("（三）不予公开", "1.属于国家秘密")),
        (("第二十条第（五）项",), *LOST, zeros("（三）不予公开", "1.属于国家秘密")),
    ),
    Difference(
        "the published total is typed as 0 beside 3 and 1: it is a formula again",
        (("（七）总计", *"3100000"),),
        (("（七）总计", *"3100004"),),
    ),
    Difference(
        "the hint to whoever fills the form was left in the published heading",
        (f"四、政府信息公开行政复议、行政诉讼情况{HINT}",),
        ("四、政府信息公开行政复议、行政诉讼情况",),
    ),
    Difference(
        "the published five figures of 行政复议 are blank although every figure must be filled: they are 0",
        (("0",) * 10,),
        (("0",) * 15,),
        corrected=True,
    ),
)
PARTED = Difference(
    "a page break parts this paragraph in the PDF's text",
    ("“一号改革工程”、", "“放管服”改革工作"),
    ("“一号改革工程”、“放管服”改革工作",),
)


def blocks_of(document: WordDocument) -> Iterator[Block]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from (settled_row(cells_of(row)) for row in block._tbl.tr_lst)
        else:
            yield settled(block.text)


def cells_of(row: object) -> Iterator[str]:
    """Yield the texts of a row's own cells: one that is merged with the cell above has none of its own."""
    for cell in row.tc_lst:  # type: ignore[attr-defined]
        yield "".join(paragraph.text for paragraph in cell.p_lst)


def settled_row(cells: Iterator[str]) -> tuple[str, ...]:
    return tuple(text for cell in cells if (text := settled(cell)))


def published() -> Iterator[Block]:
    """Yield the blocks of the published text, which marks heads with # and ** and a link with <>."""
    text = re.sub(r"^#+ |\*\*|[<>]", "", FACTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    text = text.replace("\n\n".join(PARTED.published), PARTED.ours[0])
    for line in text.splitlines():
        if "\t" in line or line.startswith("第二十条"):
            yield settled_row(iter(line.split("\t")))
        elif line.strip():
            yield settled(line)


def settled_blocks(blocks: tuple[Block, ...]) -> list[Block]:
    return [settled(each) if isinstance(each, str) else settled_row(iter(each)) for each in blocks]


def with_difference(blocks: list[Block], difference: Difference) -> list[Block]:
    theirs, ours = settled_blocks(difference.published), settled_blocks(difference.ours)
    places = [n for n in range(len(blocks)) if blocks[n : n + len(theirs)] == theirs]
    assert len(places) == 1, f"{len(places)} places: {difference.reason}"
    return [*blocks[: places[0]], *ours, *blocks[places[0] + len(theirs) :]]


@pytest.mark.parametrize(("folder", "corrected"), [("inbox", False), ("corrected", True)])
def test_says_what_the_published_report_says(folder: str, corrected: bool, tmp_path: Path) -> None:
    expected = list(published())
    for difference in DIFFERENCES:
        if corrected or not difference.corrected:
            expected = with_difference(expected, difference)
    quiet("report", EXAMPLE / folder / CENTRE, "-o", tmp_path / "report.docx")
    assert list(blocks_of(Document(str(tmp_path / "report.docx")))) == expected


def test_the_differences_are_few_and_each_has_its_reason() -> None:
    differences = (*DIFFERENCES, PARTED)
    assert len(differences) <= 10
    assert all(each.reason and each.published != each.ours for each in differences)


SHEETS = ("表二", "表三", "表四")  # of the report's tables
ABOVE = 2  # rows of a sheet above what the report prints of it
WRONG = {"表三!J29": "4"}  # printed as 0 beside 3 and 1: our total is computed


def printed_in(document: Word, cells: list[str]) -> dict[str, str]:
    """Return what a report prints of `cells`; a cell that is merged to the right stands at its first address."""
    grids = dict(zip(SHEETS, map(Grid.of, document.tables()), strict=True))
    places = {cell: Address.parse(cell) for cell in cells}
    return {
        cell: grids[place.sheet].texts[Address(place.sheet, place.row - ABOVE, place.column).cell]
        for cell, place in places.items()
    }


def test_every_published_figure_stands_in_its_cell(tmp_path: Path) -> None:
    cells = {cell: str(value) for cell, value in printed(SEED).cells.items() if value is not None}
    quiet("report", EXAMPLE / "inbox" / CENTRE, "-o", tmp_path / "report.docx")
    assert len(cells) > 150
    assert printed_in(Word.at(tmp_path / "report.docx"), list(cells)) == cells | WRONG


@pytest.mark.parametrize("name", ["huaian-2024", "hangzhou-style-2025"])
def test_every_figure_of_a_whole_city_stands_in_its_cell(name: str, tmp_path: Path) -> None:
    facts = printed(name)
    cells = {cell: str(value) for cell, value in facts.cells.items() if cell[:2] in SHEETS}
    file = saved(tmp_path, "city.xlsx", workbook(facts.inputs | {"基本信息!B3": facts.department}))
    quiet("report", file, "-o", tmp_path / "report.docx")
    assert len(cells) == 10 + 25 * 7 + 15
    assert printed_in(Word.at(tmp_path / "report.docx"), list(cells)) == cells
