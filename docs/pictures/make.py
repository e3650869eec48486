"""Makes the pictures of README.md and the guides for form authors: `python docs/pictures/make.py [-o DIR]`.

Runs the demo in a temporary folder, and has LibreOffice and pdftoppm (Debian's libreoffice-calc, libreoffice-writer,
fonts-noto-cjk and poppler-utils) show what was made as a person sees it, and Chromium the board.
"""

import argparse
import base64
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
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
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
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
    Picture("summary-overview.en.png", f"{ENGLISH}/output/Summary.xlsx", "Main figures", 0.4, 0.6, 7.5, 10.6, dots=76),
)
BOARDS = (  # name, the part of the board, its height
    ("board-departments.png", "#/departments", 820),
    ("board-form.png", "#/department/36079914/%E8%A1%A8%E4%B8%89", 900),
)


def main() -> None:
    """Write the pictures into the folder asked for, beside this file by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).resolve().parent, metavar="DIR")
    folder: Path = parser.parse_args().output
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        prepare(work / "demo")
        for picture in PICTURES:
            show(picture, work, folder)
        show_boards(work, folder)


def prepare(demo: Path) -> None:
    """Run the product: the demo, the report of the corrected workbook, and the whole's before anybody wrote it.

    The template of the reports lies beside them.
    """
    run(sys.executable, "-m", "xlsreport", "demo", str(demo))
    (corrected,) = (demo / "2023" / "corrected").iterdir()
    run(sys.executable, "-m", "xlsreport", "report", str(corrected), "-o", str(demo / "report.docx"))
    shutil.copy(TEMPLATES / "disclosure-2021" / "report.docx", demo / "template.docx")
    run(sys.executable, "-m", "xlsreport", "demo", str(demo / "foia"), "--form", "foia-annual")
    shutil.copy(TEMPLATES / "foia-annual" / "report.docx", demo / "foia-template.docx")
    shutil.copy(demo / ENGLISH / "output" / "Annual FOIA Report (draft).docx", demo / "foia-report.docx")
    unwritten = demo.with_name("unwritten")
    shutil.copytree(demo, unwritten)
    (unwritten / "2023" / "汇总单位.xlsx").unlink()
    again = (sys.executable, "-m", "xlsreport", "consolidate", "-C", str(unwritten))
    subprocess.run(again, check=False, capture_output=True)  # the example holds errors on purpose
    shutil.copy(unwritten / "2023" / "output" / "年度报告（送审稿）.docx", demo / "drafted.docx")


def show(picture: Picture, work: Path, folder: Path) -> None:
    """Write `picture` into `folder`."""
    pdf = as_pdf(work / "demo" / picture.file, work)
    number = next(number for number, text in pages(pdf) if picture.words in text.replace("\n", ""))
    inches = {"-x": picture.left, "-y": picture.top, "-W": picture.width, "-H": picture.height}
    part = [text for option, length in inches.items() for text in (option, str(round(length * picture.dots)))]
    page = ("-f", str(number), "-l", str(number), "-singlefile")
    target = folder / picture.name
    run("pdftoppm", "-png", "-r", str(picture.dots), *part, *page, str(pdf), str(target.with_suffix("")))


def show_boards(work: Path, folder: Path) -> None:
    """Write parts of the demo's board as Chromium shows them."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
    from kit.devtools import Page

    with Page(work / "own", 1180) as page:
        page.open((work / "demo/2023/output/审核看板.html").as_uri())
        for name, part, height in BOARDS:
            size = {"width": 1180, "height": height, "deviceScaleFactor": 1, "mobile": False}
            page.call("Emulation.setDeviceMetricsOverride", **size)
            page.go(part)
            shown = page.call("Page.captureScreenshot", format="png")["data"]
            (folder / name).write_bytes(base64.b64decode(shown))


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
