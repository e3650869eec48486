"""Three years of a county, as its coordinator lives through them: issue, fill, consolidate, archive, and again.

Nothing of a later year is written down that the year before decides: what was carried over is read from the workbook
that `issue` filled from the archive, and what is handed on is what remains.
"""

import io
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clerk import filled
from data import Copy, Entry, Values, rows
from openpyxl import load_workbook
from roster import roster_of

from xlsreport.cli.app import run

KINDS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
COLUMNS = "DEFGHI"
NAMED = Copy("", {})


def three_years(seeds: Path, settings: Path, form: bytes, folder: Path) -> None:
    """Live through the years that `seeds` tells in the new workspace `folder`; two runs give the same bags."""
    told = tomllib.loads(seeds.read_text(encoding="utf-8"))
    folder.mkdir(parents=True)
    shutil.copyfile(settings, folder / settings.name)
    for year in sorted(told["years"]):
        live(Year(folder, int(year), told), form)


@dataclass(frozen=True, slots=True)
class Year:
    """A period of the workspace in `folder`, and all that is told."""

    folder: Path
    period: int
    told: Mapping[str, Any]

    @property
    def place(self) -> Path:
        """Where the period's own files lie."""
        return self.folder / str(self.period)

    def of(self, what: str) -> Any:
        """Return what is told of this year under `what`."""
        return self.told[what][str(self.period)]


def live(year: Year, form: bytes) -> None:
    """Issue the workbooks, have them filled, consolidate and archive."""
    roster = year.told["roster"]
    names = roster_of({**roster, "rows": roster["rows"][str(year.period)]})
    (year.folder / "单位名单.xlsx").write_bytes(names)
    year.place.mkdir()
    (year.place / "汇总单位.xlsx").write_bytes(filled(form, Entry(whole(year), ()), Copy("", {}, figures=False)))
    command(year, "issue")
    (year.place / "inbox").mkdir()
    for number, row in enumerate(roster["rows"][str(year.period)], 1):
        code, name = row[:2]
        issued = (year.place / "outbox" / f"{code}-{name}.xlsx").read_bytes()
        values = department(year, number, code, carried_in(issued))
        (year.place / "inbox" / f"{name}.xlsx").write_bytes(filled(issued, Entry(values, ()), NAMED))
    command(year, "consolidate", "--final")
    archive(year)


def archive(year: Year) -> None:
    """Archive the year with the report that was signed and the page that it was published on."""
    signed = year.place / "签发" / "年度报告（签发稿）.docx"
    signed.parent.mkdir()
    shutil.copyfile(year.place / "output" / "年度报告.docx", signed)
    page = f"https://www.yuchuan.example/zfxxgk/{year.period}.html"
    papers = ("--with", f"{signed}=签发定稿", "--with", f"{page}=网站发布", "--published", str(signed))
    command(year, "archive", *papers, "--today", f"{year.period + 1}-03-25")


def command(year: Year, *words: str) -> None:
    """Run a command of the toolkit on the year; whatever is wrong ends the script."""
    period = ("--period", str(year.period))
    if run([*words, *period, "-C", str(year.folder)]) != 0:
        raise SystemExit(f"xlsreport {words[0]} {year.period} did not succeed")


@dataclass(frozen=True, slots=True)
class Carried:
    """What the year before hands on, by column, and its documents in force; None where no year before is known."""

    requests: tuple[int, ...]
    in_force: int | None


def carried_in(issued: bytes) -> Carried:
    """Return what an issued workbook says of last year."""
    sheet = load_workbook(io.BytesIO(issued))["上年"]
    in_force = sheet["D6"].value
    requests = tuple(int(sheet[f"{column}4"].value or 0) for column in COLUMNS)
    return Carried(requests, None if in_force is None else int(in_force))


def department(year: Year, number: int, code: str, before: Carried) -> Values:
    """Return everything that the clerk of a department types in."""
    told = year.of("years")[code]
    requests = dict(requests_of(told, before))
    made, repealed = told["documents"]
    standing = told["in_force"] if before.in_force is None else before.in_force + made - repealed
    counted = {
        "published": sum(told["kinds"]),
        "made": made,
        "repealed": repealed,
        "in_force": standing,
        "new": sum(requests["6"]),
        "carried": sum(requests["7"]),
        "open": sum(requests["30"]),
        "handled": sum(sum(row) for name, row in requests.items() if name not in ("6", "7", "30")),
    }
    words = {key: told[key] for key in ("topic", "did", "site", "lack", "mend")}
    return {
        **rows({"表三": requests}),
        **{f"补充!B{row}": each for row, each in enumerate(told["kinds"], 4)},
        **dict(zip(("表二!B6", "表二!C6", "表二!D6"), (made, repealed, standing), strict=True)),
        **dict(zip(("表二!B9", "表二!B12", "表二!B13", "表二!B16"), told["acts"], strict=True)),
        **dict(zip(("表四!A6", "表四!B6", "表四!C6", "表四!D6"), told.get("reviews", ()), strict=False)),
        **dict(zip(("表四!F6", "表四!G6", "表四!H6", "表四!I6"), told.get("lawsuits", ()), strict=False)),
        **particulars(year, number),
        **{f"文字!{cell}": text.format(**words, **counted) for cell, text in year.of("prose").items()},
        "文字!A18": "无",
    }


def requests_of(told: Mapping[str, Any], before: Carried) -> Iterator[tuple[str, list[int]]]:
    """Yield the rows of requests: what came, what was carried over, what was done, and what remains."""
    came = padded(told["new"])
    carried = list(before.requests) if before.in_force is not None else padded(told.get("carried", ()))
    handled = {row: padded(figures) for row, figures in told["handled"].items()}
    done = [sum(column) for column in zip(*handled.values(), strict=True)]
    remaining = [a + b - c for a, b, c in zip(came, carried, done, strict=True)]
    if min(remaining) < 0:
        raise ValueError(f"more is done than there was: {dict(zip(KINDS, remaining, strict=True))}")
    yield from {"6": came, "7": carried, **handled, "30": remaining}.items()


def padded(figures: list[int] | tuple[int, ...]) -> list[int]:
    """Return a row with a figure in every column."""
    return [*figures, *[0] * (len(COLUMNS) - len(figures))]


def particulars(year: Year, number: int) -> Values:
    """Return the address and the days of the unit that stands in row `number` of the roster, 0 for the whole."""
    return {
        "基本信息!B7": f"榆川县滨河路{number + 1}号",
        "基本信息!B8": f"0797-20001{number:02d}",
        "基本信息!B9": "341999",
        "基本信息!B10": "办公室",
        "基本信息!B11": "榆川县人民政府网",
        "基本信息!B12": f"http://www.yuchuan.example/zfxxgk/{number:02d}/",
        "基本信息!B13": f"{year.period + 1}年1月{10 + number}日",
    }


def whole(year: Year) -> Values:
    """Return what the coordinator writes for the whole county; its figures are the consolidation's."""
    told = year.told
    named = {"基本信息!B3": told["name"], "基本信息!B4": told["code"], "基本信息!B6": told["level"]}
    texts = {f"文字!{cell}": text for cell, text in year.of("whole").items()}
    return {**named, "基本信息!B5": year.period, **particulars(year, 0), **texts, "文字!A18": "无"}
