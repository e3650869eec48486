"""The site of the documents: built strict, it opens from a disk, is searched there, and asks for nothing elsewhere."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit import axe
from kit.devtools import Page
from kit.needed import needed

needed("material")
needed("jieba")
ROOT = Path(__file__).resolve().parents[2]
SEARCH = """(async () => {
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const [box, toggle] = ["input.md-search__input", "#__search"].map((each) => document.querySelector(each));
  if (!toggle.checked) toggle.click();
  box.value = WORDS;
  for (const kind of ["focus", "keyup", "input"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
  for (let left = 100; left && !document.querySelector(".md-search-result__item"); left -= 1) await wait(100);
  return [...document.querySelectorAll(".md-search-result__item a")].map((each) => each.getAttribute("href"));
})()"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder)
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(build, check=False, cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    return folder


def test_every_document_is_a_page_that_the_menu_leads_to(site: Path) -> None:
    documents = {each.stem for each in (ROOT / "docs").glob("*.md")}
    home = (site / "index.html").read_text(encoding="utf-8")
    assert {each.stem for each in site.glob("*.html")} >= documents
    assert documents <= set(re.findall(r'href="([\w.]+)\.html"', home)) | {"index"}


def test_no_page_asks_for_anything_that_does_not_lie_beside_it(site: Path) -> None:
    fetched = re.compile(r'<(?:link|script|img|iframe|source)[^>]*?(?:src|href)="?((?:https?:)?//[^"\s>]+)')
    styled = re.compile(r"url\(\s*['\"]?(?:https?:)?//")
    assert [found for page in site.rglob("*.html") for found in fetched.findall(page.read_text("utf-8"))] == []
    assert [sheet.name for sheet in site.rglob("*.css") if styled.search(sheet.read_text("utf-8"))] == []


def test_no_chinese_sentence_is_broken_by_a_space(site: Path) -> None:
    pages = [(site / f"{name}.html").read_text(encoding="utf-8") for name in ("questions.zh", "tutorial.zh", "year.zh")]
    prose = [text for page in pages for text in re.findall(r"<p>(.*?)</p>", page, re.DOTALL)]
    assert len(prose) > 40
    assert [text for text in prose if re.search(r"[\u4e00-\u9fff，。：；]\s[\u4e00-\u9fff]", text)] == []


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with Page(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def test_words_of_both_languages_are_found_from_a_disk(site: Path, page: Page) -> None:
    wanted = {"催报": "year.zh.html", "superseded": "rules.en.html", "M301": "rules.zh.html"}
    for words, where in wanted.items():
        page.open((site / "index.html").as_uri())
        found = page.run(SEARCH.replace("WORDS", repr(words)))
        assert any(where in each for each in found), (words, found)
    entries = page.run("performance.getEntriesByType('resource').map((each) => each.name)")
    assert [each for each in entries if not each.startswith("file:")] == []
    assert page.complaints == []


@pytest.mark.parametrize("name", ["index", "tutorial.zh"])
def test_axe_finds_nothing_serious(site: Path, page: Page, name: str) -> None:
    page.open((site / f"{name}.html").as_uri())
    axe.load(page)
    assert axe.serious(page) == []
