"""The summary as a leader gets it: printed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kit.demo import laid_out
from kit.office import converted
from xlsreport.cli.app import run
from xlsreport.language import language_named

OVERVIEW = language_named("zh").lists["summary_sheets"][0]
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')
pytestmark = pytest.mark.office


def pdftotext(*arguments: str) -> str:
    if shutil.which("pdftotext") is None:
        if os.environ.get("CI"):
            pytest.fail("pdftotext (poppler-utils) is missing, and CI needs it")
        pytest.skip("pdftotext (poppler-utils) is not installed")
    return subprocess.run(["pdftotext", *arguments, "-"], check=True, capture_output=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's summary, as LibreOffice prints it."""
    folder = laid_out(tmp_path_factory.mktemp("printed") / "区")
    assert run(["consolidate", "-C", str(folder)]) == 1
    return converted(folder / "2023/output/汇总表.xlsx", "pdf", folder / "office")


def pages(pdf: Path) -> list[str]:
    return pdftotext("-layout", str(pdf)).split("\f")[:-1]


def test_the_overview_is_one_page_of_a4(pdf: Path) -> None:
    feet = [page.strip().splitlines()[-1].split()[0] for page in pages(pdf)]
    assert feet.count(OVERVIEW) == 1
    first = pdftotext("-bbox", "-l", "1", str(pdf))
    assert '<page width="595' in first
    assert 'height="84' in first


def test_the_overview_is_readable_and_nothing_runs_over_its_edge(pdf: Path) -> None:
    words = [tuple(map(float, found)) for found in _WORD.findall(pdftotext("-bbox", "-l", "1", str(pdf)))]
    assert len(words) > 100
    assert all(left > 28 and right < 568 for left, _, right, _ in words)
    assert min(bottom - top for _, top, _, bottom in words) > 5  # points


def test_the_overview_says_how_things_stand(pdf: Path) -> None:
    text = re.sub(r"\s", "", pages(pdf)[0])
    for said in ("送审稿", "报送情况", "主要数据", "须更正的主要问题", "新收申请（件）"):
        assert said in text
