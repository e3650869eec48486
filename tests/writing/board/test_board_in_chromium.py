"""The page as people use it, in headless Chromium: filtered, opened, read, and never breaking its own policy."""

import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kit import axe
from kit.boards import HOSTILE, RULED
from kit.demo import laid_out
from kit.devtools import Page
from kit.outcomes import entry, outcome_of, review_of
from xlsreport.language import language_named
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at
from xlsreport.writing.board import departments
from xlsreport.writing.board.board import board_bytes
from xlsreport.writing.files.findings import findings_json

ZH = language_named("zh")
PARTS = ("#/season", "#/departments", "#/rules", "#/figures", "#/department/36079911", "#/rule/M301", "#/figure/")


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return consolidate_workspace(open_workspace_at(laid_out(tmp_path_factory.mktemp("board"))), Options())


@pytest.fixture(scope="module")
def findings(outcome: Outcome) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(b"".join(findings_json(outcome, "")))["findings"]
    return found


@pytest.fixture(scope="module")
def page(outcome: Outcome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "board.html").write_bytes(board_bytes(outcome, ZH))
    with Page(folder / "own") as opened:
        opened.open((folder / "board.html").as_uri())
        yield opened


def test_it_says_how_many_reported_and_who_is_missing(page: Page) -> None:
    page.go("#/season")
    assert page.texts(".tile .big") == ["15", "14", "8", "6", "1"]
    assert "赣州经开区云桥街道办事处" in page.texts("#view table a")


def test_with_departments_left_out_it_still_counts_all_of_them(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(departments, "_MOST", 4000)
    (tmp_path / "board.html").write_bytes(board_bytes(outcome, ZH))
    with Page(tmp_path / "own") as opened:
        opened.open((tmp_path / "board.html").as_uri())
        opened.go("#/season")
        assert opened.texts(".tile .big") == ["15", "14", "8", "6", "1"]
        assert "个单位（先略去没有问题的" in opened.texts(".left li")[0]
        opened.go("#/departments/")
        assert 0 < len(opened.texts(".map tbody tr")) < 15


def test_a_rule_filters_the_departments_that_it_fails_at(page: Page, findings: list[dict[str, Any]]) -> None:
    page.go("#/departments")
    page.run("""(() => { const rule = document.querySelector('[name=rule]'); rule.value = 'M301';
        rule.dispatchEvent(new Event('change', { bubbles: true })); })()""")
    wanted = [each["department"] for each in findings if each["code"] == "M301"]

    assert page.texts(".map tbody th") == list(dict.fromkeys(wanted))
    assert sum(map(int, page.texts(".map .spot a"))) == len(wanted)


def test_the_map_counts_the_findings_of_every_department(page: Page, findings: list[dict[str, Any]]) -> None:
    page.go("#/season")
    page.run("[...document.querySelectorAll('button')].length")
    page.go("#/departments/")
    assert len(page.texts(".map tbody tr")) == 15
    about = [each for each in findings if each["department_code"] and each["file"] is not None]
    assert sum(map(int, page.texts(".map .spot a"))) >= len(about)


def test_a_department_shows_its_findings_and_its_form_as_it_came(
    page: Page, outcome: Outcome, findings: list[dict[str, Any]]
) -> None:
    page.go("#/department/36079911")
    own = [each for each in findings if each["department_code"] == "36079911"]
    review = next(each.review for each in outcome.entries if each.code == "36079911")
    at = "document.querySelector('[data-sheet=\"表三\"] .value.error')"

    assert page.texts(".finding .message") == [each["message"] for each in own]
    assert len(page.texts(".sheet .badge")) == len(own)
    assert page.run(f"{at}.textContent") == "4填报 01"
    shown = [text for text in page.texts('[data-sheet="表三"] .value > span:first-child') if text]
    known = [review.value(cell) for cell in outcome.form.tabled if cell.sheet == "表三"]
    assert sorted(shown) == sorted(
        outcome.form.shown(outcome.form.tabled[0], value) for value in known if value is not None
    )


def test_a_badge_leads_to_its_finding_and_a_cell_back_to_the_form(page: Page) -> None:
    page.go("#/department/36079911")
    page.run("document.querySelector('.badge').click()")
    assert page.run("document.activeElement.className").startswith("finding")
    page.run("document.activeElement.querySelector('button.cell').click()")
    assert page.run("document.activeElement.tagName") == "TD"


def test_a_figure_opens_to_those_who_contributed_it(page: Page, outcome: Outcome) -> None:
    cell = outcome.form.main[5].address
    page.go("#/figure/" + urllib.parse.quote(str(cell), safe=""))
    counted = [each for each in outcome.entries if outcome.counts(each)]
    shown = dict(zip(page.texts("tbody th"), page.texts("tbody td.strong"), strict=True))

    assert {each.name: outcome.form.shown(cell, each.review.value(cell)) for each in counted}.items() <= shown.items()


def test_the_row_for_the_decisions_is_the_findings_own(page: Page) -> None:
    page.go("#/department/36079911")
    row = page.run("document.querySelector('[data-row]').dataset.row").split("\t")
    assert row == ["M301", "36079911", "表三!J29", "", "", "", "0"]


@pytest.mark.parametrize("place", PARTS)
def test_no_part_of_it_breaks_its_own_policy_or_throws(page: Page, place: str) -> None:
    page.go(place)
    assert page.run("document.querySelector('h1').textContent.length > 0")
    assert page.complaints == []


@pytest.mark.parametrize("place", PARTS)
def test_axe_finds_nothing_serious(page: Page, place: str) -> None:
    axe.load(page)
    page.go(place)
    assert axe.serious(page) == []


def test_it_has_no_wider_page_than_a_telephone(page: Page) -> None:
    page.call("Emulation.setDeviceMetricsOverride", width=390, height=800, deviceScaleFactor=2, mobile=True)
    for place in PARTS:
        page.go(place)
        assert page.run("document.documentElement.scrollWidth") == 390, place
    page.call("Emulation.clearDeviceMetricsOverride")


def test_hostile_texts_are_shown_and_do_nothing(tmp_path: Path, outcome: Outcome) -> None:
    held = entry(Standing.HELD, "A<2", HOSTILE, review_of(outcome.form, 2, RULED), file=f"{HOSTILE}.xlsx")
    (tmp_path / "board.html").write_bytes(board_bytes(outcome_of(outcome.form, held), ZH))
    with Page(tmp_path / "own") as page:
        page.open((tmp_path / "board.html").as_uri())
        page.go("#/department/A%3C2")
        assert page.run("document.querySelector('h1').textContent").startswith("</script><script>alert(1)</script>")
        assert "[U+202E]" in page.run("document.querySelector('.message').textContent")
        assert page.run("document.querySelectorAll('script').length") == 2
        assert page.complaints == []
