"""What the page holds, against the outcome and findings.json: nothing computed anew, nothing lost, no text acts."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

from kit.boards import HOSTILE, RULED
from kit.outcomes import at, entry, outcome_of, review_of, with_last_year
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.model.review import Review
from xlsreport.model.workbook import UNKNOWN
from xlsreport.writing.board import departments
from xlsreport.writing.board.board import board_bytes
from xlsreport.writing.files.findings import findings_json

ZH = language_named("zh")
TEXT = Finding("N501", Severity.QUERY, "正文写 1", "文字", at("文字!A8"), found="=cmd", explanation="已核对", file=None)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    form = load_form(find_form("disclosure-2021"))
    return with_last_year(
        outcome_of(
            form,
            entry(Standing.ACCEPTED, "A01", "财政局", review_of(form, 1, TEXT)),
            entry(Standing.HELD, "A02", HOSTILE, review_of(form, 2, RULED), file=f"{HOSTILE}.xlsx"),
            entry(Standing.MISSING, "A03", "民政局", Review()),
        )
    )


def data_of(page: bytes) -> dict[str, Any]:
    text = page.decode("utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    return json.loads(found[1])


def size(data: dict[str, Any]) -> int:
    return len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def raw(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def test_the_findings_are_those_of_findings_json_in_its_order(outcome: Outcome) -> None:
    told, ours = (
        data_of(board_bytes(outcome, ZH))["findings"],
        json.loads(b"".join(findings_json(outcome, "r")))["findings"],
    )

    def of_json(each: dict[str, Any]) -> tuple[Any, ...]:
        cell = f"{each['sheet']}!{each['cell']}" if each["cell"] else ""
        operands = [[o["cell"], o["value"] if o["value"] is None else str(o["value"])] for o in each["operands"]]
        ways = [[[c["cell"], c["from"], c["to"]] for c in way] for way in each["suggestions"]]
        said = (each["message"], each["explanation"], each["accepted_by"], each["found"], each["difference"])
        return each["code"], each["severity"], cell, operands, ways, said

    def of_board(each: dict[str, Any]) -> tuple[Any, ...]:
        severity = ("error", "query", "note")[each["severity"]]
        values = ((cell, raw(value)) for cell, value in each.get("operands", []))
        operands = [[cell, value if value is None else str(value)] for cell, value in values]
        ways = [[[cell, raw(was), raw(to)] for cell, was, to in way] for way in each.get("ways", [])]
        figures = (raw(each.get(key)) for key in ("found", "difference"))
        said = (each["message"], each.get("explanation"), each.get("accepted"), *figures)
        return each["code"], severity, each.get("cell", ""), operands, ways, said

    assert len(told) == 3
    assert [of_board(each) for each in told] == [of_json(each) for each in ours]


def test_every_figure_of_a_department_and_of_the_whole_is_the_outcomes(outcome: Outcome) -> None:
    data = data_of(board_bytes(outcome, ZH))
    sheets = [each["name"] for each in data["sheets"]]
    cells = [(sheets[sheet], row, column) for sheet, row, column, _ in data["cells"][: data["figures_count"]]]
    total = {str(cell): raw(value) for cell, value in zip(cells, data["total"], strict=True)}

    assert {(cell.sheet, cell.row, cell.column) for cell in outcome.form.tabled} <= set(cells)
    assert total == {str(cell): number(outcome.total.shown(Address(*cell))) for cell in cells}
    for line in outcome.entries[:2]:
        shown = [raw(value) for value in data["figures"][line.code]]
        assert shown == [number(line.review.value(Address(*cell))) for cell in cells]
        before = outcome.earlier[0].departments[line.code or ""]
        known = [raw(value) for value in data["before"][line.code]]
        assert known == [number(before.get(Address(*cell))) for cell in cells]


def number(value: object) -> object:
    if value == UNKNOWN:
        return "?"
    return (int(value) if value == int(value) else str(value)) if isinstance(value, Decimal) else value


def test_hostile_texts_stay_texts_and_unseen_marks_are_written_out(outcome: Outcome) -> None:
    page = board_bytes(outcome, ZH).decode("utf-8")

    assert page.count("<script") == page.count("</script>") == 2
    assert "alert(1)</" not in page
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\x00]", page)
    assert data_of(page.encode())["departments"][1]["name"] == HOSTILE


def test_only_our_style_and_script_are_let_in_by_their_hashes(outcome: Outcome) -> None:
    page = board_bytes(outcome, ZH).decode("utf-8")
    policy = re.search(r'Security-Policy" content="([^"]*)"', page)
    inside = (re.search(r"<style>(.*?)</style>", page, re.DOTALL), re.search(r"<script>(.*)</script>", page, re.DOTALL))

    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    for part in inside:
        assert part
        assert base64.b64encode(hashlib.sha256(part[1].encode()).digest()).decode() in policy[1]
    assert "http" not in re.sub(r"http://www\.w3\.org/2000/svg|http-equiv", "", page)


def test_what_there_is_no_room_for_is_left_out_from_the_least_and_said(outcome: Outcome) -> None:
    whole = len(board_bytes(outcome, ZH))
    full = data_of(board_bytes(outcome, ZH))
    fixed = size({**full, "figures": {}, "before": {}, "texts": {}})
    less = data_of(board_bytes(outcome, ZH, fixed + 500))

    assert full["left"] == []
    assert less["findings"] == full["findings"]
    assert less["figures"].keys() < full["figures"].keys()
    assert less["left"]
    assert all(each["main"] for each in less["departments"][:2])
    assert len(board_bytes(outcome, ZH, fixed)) < whole


def test_of_more_departments_than_there_is_room_for_those_without_an_open_matter_are_left_out_and_all_are_counted(
    outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = data_of(board_bytes(outcome, ZH))
    monkeypatch.setattr(departments, "_MOST", size(full["departments"][1:]) + 150)
    less = data_of(board_bytes(outcome, ZH))

    assert less["departments"] == full["departments"][1:]
    assert less["season"] == {"all": 3, "standings": {"accepted": 1, "held": 1, "missing": 1}, "counted": 3, "dues": []}
    assert less["left"][0].startswith("1 个单位")
    assert "season" not in full


def test_the_worst_findings_stay_where_there_is_no_room_for_all(outcome: Outcome) -> None:
    notes = tuple(replace(TEXT, severity=Severity.NOTE, message="长" * 400) for _ in range(40))
    entries = tuple(replace(e, review=e.review.with_more(*notes)) if e.code == "A01" else e for e in outcome.entries)
    many = replace(outcome, entries=entries)
    bare = data_of(board_bytes(replace(many, entries=outcome.entries), ZH))
    fixed = size({**bare, "figures": {}, "before": {}})
    told = data_of(board_bytes(many, ZH, fixed + 9_000))

    assert {"M301", "N501"} <= {each["code"] for each in told["findings"]}
    assert 3 < len(told["findings"]) < 43
    assert str(43 - len(told["findings"])) in told["left"][0]


def test_who_comes_in_by_the_workbook_of_another_is_not_waited_for(outcome: Outcome) -> None:
    first = replace(outcome.entries[0], aside="A99")
    data = data_of(board_bytes(replace(outcome, entries=(first, *outcome.entries[1:])), ZH))
    assert [each["waited"] for each in data["departments"]] == [False, *[True] * (len(data["departments"]) - 1)]


def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome) -> None:
    assert board_bytes(outcome, ZH) == board_bytes(outcome, ZH)


def test_every_word_that_the_script_asks_for_is_there_in_both_languages() -> None:
    script = (files("xlsreport.writing.board") / "board.js").read_text(encoding="utf-8")
    asked = set(re.findall(r'say\("([a-z_]+)"', script))
    lists = set(re.findall(r"data\.lists\.([a-z_]+)", script))

    for name in ("zh", "en"):
        language = language_named(name)
        assert {f"board_{key}" for key in asked} <= language.texts.keys()
        assert {f"board_{key}" for key in lists} <= language.lists.keys()
