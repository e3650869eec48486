"""Makes the pictures of README.md, README.zh.md and docs/: `python docs/pictures/make.py [-o DIR]`.

Runs the demo in a temporary folder, and has LibreOffice and pdftoppm (Debian's libreoffice-calc, libreoffice-writer,
fonts-noto-cjk and poppler-utils) show what was made as a person sees it, and Chromium the board and the terminal.
"""

import argparse
import base64
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page of an office file: the page has `words` on it, the part is given in inches."""

    name: str
    file: str  # under the demo's folder
    words: str
    left: float
    top: float
    width: float
    height: float
    dots: int = 96  # per inch


SENT = "2023/inbox/赣州经开区政务服务中心.xlsx"
DOCS = Path(__file__).resolve().parents[1]
README = DOCS.parent / "README.zh.md"
TEMPLATES = DOCS.parent / "templates"
TERMINAL = runpy.run_path(str(Path(__file__).with_name("terminal.py")))
Told = Mapping[str, Mapping[str, str]]  # what the commands of each document printed
ENGLISH = "foia/FY2011"
RETURNED = f"{ENGLISH}/inbox/Region 02.xlsx"
PICTURES = (
    Picture("form-sheet.png", SENT, "收到和处理政府信息公开申请情况", 0.5, 0.65, 7.25, 7.1),
    Picture("form-rules.png", SENT, "随填随算", 0.45, 0.6, 10.8, 5.1),
    Picture("report-template.png", "template.docx", "一、总体情况", 0.6, 1.0, 7.1, 10.2, dots=72),
    Picture("report-page.png", "report.docx", "数据的统计期限自", 0.6, 1.0, 7.1, 10.2, dots=72),
    Picture("report-drafts.png", "drafted.docx", "（一）主动公开", 0.6, 1.0, 7.1, 10.2, dots=72),
    Picture("summary-overview.png", "2023/output/汇总表.xlsx", "须更正的主要问题", 0.4, 0.6, 7.5, 10.6, dots=76),
    Picture("form-sheet.en.png", RETURNED, "V. FOIA REQUESTS", 0.3, 0.5, 10.4, 6.4, dots=80),
    Picture("form-rules.en.png", RETURNED, "Rules, judged while you type", 0.3, 0.5, 10.4, 5.1),
    Picture("report-template.en.png", "foia-template.docx", "RECEIVED, PROCESSED", 0.4, 0.3, 7.7, 3.5),
    Picture("report-page.en.png", "foia-report.docx", "RECEIVED, PROCESSED", 0.4, 0.3, 7.7, 4.4),
    Picture("tutorial-drawn.png", "zh/活动统计.xlsx", "基层文化活动统计表", 0.6, 0.6, 7, 2.6),
    Picture("tutorial-issued.png", "zh/issued-zh.xlsx", "展览", 0.6, 0.6, 7, 2.6),
    Picture("tutorial-report.png", "zh/report-zh.docx", "基层文化活动统计表", 0.6, 0.6, 7, 2.8),
    Picture("tutorial-drawn.en.png", "en/activities.xlsx", "Activities of the", 0.6, 0.6, 7, 2.6),
    Picture("tutorial-issued.en.png", "en/issued-en.xlsx", "Exhibitions", 0.6, 0.6, 7, 2.6),
    Picture("tutorial-report.en.png", "en/report-en.docx", "Activities of the", 0.6, 0.6, 7, 2.8),
    Picture("summary-overview.en.png", f"{ENGLISH}/output/Summary.xlsx", "Main figures", 0.4, 0.6, 7.5, 10.6, dots=76),
)
DEMO = "2023/output/审核看板.html"
BOARDS = (  # name, the board, its part, its height
    ("board-departments.png", DEMO, "#/departments", 820),
    ("board-form.png", DEMO, "#/department/36079914/%E8%A1%A8%E4%B8%89", 900),
    ("tutorial-board.png", "zh/board-zh.html", "#/department/02/%E6%B4%BB%E5%8A%A8%E7%BB%9F%E8%AE%A1", 560),
    ("tutorial-board.en.png", "en/board-en.html", "#/department/02/Activities", 560),
)
SCREENS = (  # name, the document whose commands are shown, what these begin with
    ("terminal-demo.png", "README.zh.md", ("xlsreport demo",)),
    ("terminal-check.png", "README.zh.md", ("xlsreport check", "xlsreport rules")),
    ("terminal-explain.png", "README.zh.md", ("xlsreport explain",)),
    ("tutorial-terminal.png", "tutorial.zh.md", ("xlsreport consolidate -C 试点;", "xlsreport rules")),
    ("tutorial-terminal.en.png", "tutorial.en.md", ("xlsreport consolidate -C pilot;", "xlsreport rules")),
)
TUTORIALS = {  # by wording: its folder, its workspace, the board there, and the report
    "ZH": ("zh", "试点/2025", "审核看板.html", "报告.docx"),
    "EN": ("en", "pilot/2025", "board.html", "report.docx"),
}


def main() -> None:
    """Write the pictures into the folder asked for, beside this file by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).resolve().parent, metavar="DIR")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        told = prepare(work / "demo")
        for picture in PICTURES:
            show(picture, work, folder)
        show_pages(told, work, folder)


def prepare(demo: Path) -> Told:
    """Run the product: the demo, the report of the corrected workbook, and the whole's before anybody wrote it.

    The template of the reports lies beside them. Returned is what the commands of each document printed.
    """
    run(sys.executable, "-m", "xlsreport", "demo", str(demo))
    (corrected,) = (demo / "2023" / "corrected").iterdir()
    run(sys.executable, "-m", "xlsreport", "report", str(corrected), "-o", str(demo / "report.docx"))
    shutil.copy(TEMPLATES / "disclosure-2021" / "report.docx", demo / "template.docx")
    run(sys.executable, "-m", "xlsreport", "demo", str(demo / "foia"), "--form", "foia-annual")
    shutil.copy(TEMPLATES / "foia-annual" / "report.docx", demo / "foia-template.docx")
    shutil.copy(demo / ENGLISH / "output" / "Annual FOIA Report (draft).docx", demo / "foia-report.docx")
    told = play_documents(demo)
    unwritten = demo.with_name("unwritten")
    shutil.copytree(demo, unwritten)
    (unwritten / "2023" / "汇总单位.xlsx").unlink()
    again = (sys.executable, "-m", "xlsreport", "consolidate", "-C", str(unwritten))
    subprocess.run(again, check=False, capture_output=True)  # the example holds errors on purpose
    shutil.copy(unwritten / "2023" / "output" / "年度报告（送审稿）.docx", demo / "drafted.docx")
    return told


def play_documents(demo: Path) -> Told:
    """Do what the README and the tutorials say, keep what they show of it, and return what their commands printed."""
    hands, told = runpy.run_path(str(DOCS / "tutorial.py")), dict[str, dict[str, str]]()

    def play(text: str, folder: Path, wording: str, document: str) -> None:
        def run(command: str, where: Path) -> str:
            told.setdefault(document, {})[command] = TERMINAL["printed"](command, where)
            return ""

        folder.mkdir(exist_ok=True)
        hands["played"](text, folder, hands["HANDS"][wording], run)

    play(README.read_text(encoding="utf-8"), demo / "readme", "ZH", README.name)
    for wording, (name, year, board, report) in TUTORIALS.items():
        folder, tutorial = demo / name, DOCS / f"tutorial.{name}.md"
        before, after = re.split(r"(?=^## (?:七|7))", tutorial.read_text(encoding="utf-8"), flags=re.M)
        play(before, folder, wording, tutorial.name)
        (issued,) = (folder / year / "outbox").glob("01-*.xlsx")
        shutil.copy(issued, folder / f"issued-{name}.xlsx")
        shutil.copy(folder / year / "output" / board, folder / f"board-{name}.html")  # while there are errors
        play(after, folder, wording, tutorial.name)
        shutil.copy(folder / year / "output" / report, folder / f"report-{name}.docx")
    return told


def show(picture: Picture, work: Path, folder: Path) -> None:
    """Write `picture` into `folder`."""
    pdf = as_pdf(work / "demo" / picture.file, work)
    number = next(number for number, text in pages(pdf) if picture.words in text.replace("\n", ""))
    inches = {"-x": picture.left, "-y": picture.top, "-W": picture.width, "-H": picture.height}
    part = [text for option, length in inches.items() for text in (option, str(round(length * picture.dots)))]
    page = ("-f", str(number), "-l", str(number), "-singlefile")
    target = folder / picture.name
    run("pdftoppm", "-png", "-r", str(picture.dots), *part, *page, str(pdf), str(target.with_suffix("")))


def show_pages(told: Told, work: Path, folder: Path) -> None:
    """Write what Chromium shows: terminals, and parts of boards."""
    sys.path.insert(0, str(DOCS.parent / "tests"))
    from kit.devtools import Page

    with Page(work / "own", 1180) as page:
        for name, document, begins in SCREENS:
            shown = {each: text for each, text in told[document].items() if each.startswith(begins)}
            TERMINAL["draw"](page, shown, folder / name)
        for name, board, part, height in BOARDS:
            page.open((work / "demo" / board).as_uri())
            size = {"width": 1180, "height": height, "deviceScaleFactor": 1, "mobile": False}
            page.call("Emulation.setDeviceMetricsOverride", **size)
            page.go(part)
            picture = page.call("Page.captureScreenshot", format="png")["data"]
            (folder / name).write_bytes(base64.b64decode(picture))


def as_pdf(file: Path, work: Path) -> Path:
    """Return `file` as LibreOffice prints it; converted once."""
    pdf = work / file.with_suffix(".pdf").name
    if not pdf.exists():
        profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(file))
    return pdf


def pages(pdf: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and the text of each page."""
    text = run("pdftotext", "-layout", str(pdf), "-")
    yield from enumerate(text.split("\f"), start=1)


def run(*command: str) -> str:
    """Run `command` and return what it prints."""
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


if __name__ == "__main__":
    main()
