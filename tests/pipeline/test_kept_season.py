"""A season of many runs: whatever changes between two, what is kept of reviews changes no byte of what comes out."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.crews import InProcess
from kit.filled import disclosure, saved, values
from kit.mails import attached, mail, text
from kit.reported import evaluated
from kit.workspace import HEADS, PERIOD, ROWS, roster, sent_by, tables
from xlsreport.forms.loading import load_form
from xlsreport.intake.unpacking import unpacked
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.consolidate import Options, consolidate_workspace
from xlsreport.pipeline.output.publish import documents
from xlsreport.pipeline.review import examine_reports, known_reviews, review_basis, transfer, unpack
from xlsreport.pipeline.workspace import open_workspace_at
from xlsreport.writing.report.cells import TemplateContext
from xlsreport.writing.report.report import report_bytes


def reported(code: str, name: str, cells: Mapping[str, object] | None = None) -> bytes:
    """Return the Word report of a department."""
    form = disclosure()
    told = values({"基本信息!B3": name, "基本信息!B4": code, **(cells or {})})
    return report_bytes(form, TemplateContext(evaluated(form, told)))


Step = Callable[[Path], None]
FILES: Mapping[str, Sequence[bytes]] = {
    "甲局.xlsx": (
        sent_by("A01", "甲局"),
        sent_by("A01", "甲局", {"表三!D6": 3, "文字!A6": "丁事务中心认真落实《中华人民共和国政府信息公开条例》。"}),
        sent_by("A01", "甲局", {"文字!A6": "本年共收到政府信息公开申请77件。"}),
    ),
    "乙局.xlsx": (sent_by("A02", "乙局"), sent_by("A02", "乙局", {"表三!D8": "三"}), b"no workbook"),
    "丙/丙.xlsx": (sent_by("A03", "丙镇"), sent_by("", "丙"), sent_by("A01", "甲局", {"表三!D7": 1})),
    "来信.eml": (
        mail([attached("填报表.xlsx", sent_by("A02", "乙局", {"表三!D6": 2})), attached("盖章.pdf", b"%PDF-1.4\n")]),
        mail([attached("填报表.xlsx", sent_by("A02", "乙局")), attached("年度报告.docx", reported("A03", "丙镇"))]),
        mail([text("收到，谢谢。")]),
    ),
    "丙镇年度报告.docx": (reported("A03", "丙镇"), reported("A03", "丙镇", {"表三!D6": 5}), b"no document"),
}
ACCEPTED = ("问题编号", "单位", "单元格", "理由", "认可人", "日期", "认可时填报")
CORRECTED = ("单位", "单元格", "原填", "更正为", "同意人", "日期")
DECISIONS: Sequence[Mapping[str, Sequence[Sequence[object]]]] = (
    {"予以认可": [ACCEPTED, ("T-R01", "甲局", "表三!D6", "机构合并", "王五", "2024-01-20", "")]},
    {"更正登记": [CORRECTED, ("甲局", "表三!D6", 3, 4, "张三", "2024-01-20")]},
    {"更正登记": [CORRECTED, ("乙局", "表三!D8", "三", 3, "张三", "2024-01-20")]},
)
ROSTERS: Sequence[Sequence[Sequence[object]]] = (
    ROWS,
    (("A01", "甲局", "", "县级", "", "a@b.gov.cn", "李四", "13900000000", "3月1日"), *ROWS[1:]),
    (("A01", "甲局", "甲"), *ROWS[1:]),
    (*ROWS, ("A04", "丁事务中心")),
    (*ROWS[:2], ("A03", "丁事务中心", "丙", "乡级", "否")),
    ROWS[:2],
)


def laid_out(place: Path) -> None:
    """Make a workspace with a form of its own in `place`."""
    shutil.copytree(disclosure().folder, place / "form")
    (place / "xlsreport.toml").write_text('form = "form"\n', encoding="utf-8")
    (place / "单位名单.xlsx").write_bytes(roster())
    for name, some in FILES.items():
        saved(place / str(PERIOD) / "inbox", name, some[1])


def put(name: str, which: int) -> Step:
    return lambda place: (saved(place / str(PERIOD) / "inbox", name, FILES[name][which]), None)[1]


def gone(name: str) -> Step:
    return lambda place: (place / str(PERIOD) / "inbox" / name).unlink(missing_ok=True)


def decided(which: int) -> Step:
    return lambda place: (saved(place / str(PERIOD), "处理登记.xlsx", tables(DECISIONS[which])), None)[1]


def listed(which: int) -> Step:
    return lambda place: (saved(place, "单位名单.xlsx", roster(ROSTERS[which], HEADS)), None)[1]


def edited(old: str, new: str) -> Step:
    """Have the form's author change what the form says; the other way about, where it says so already."""

    def edit(place: Path) -> None:
        file = place / "form" / "form.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(old, new) if old in text else text.replace(new, old), encoding="utf-8")
        load_form.cache_clear()
        transfer._places.cache_clear()

    return edit


STEPS: Mapping[str, Step] = {
    **{f"{name} {which}": put(name, which) for name, some in FILES.items() for which in range(len(some))},
    **{f"{name} gone": gone(name) for name in FILES},
    **{f"decisions {which}": decided(which) for which in range(len(DECISIONS))},
    **{f"roster {which}": listed(which) for which in range(len(ROSTERS))},
    "errors asked": edited('"错误" = "error"', '"错误" = "query"'),
    "another title": edited('title = "', 'title = "新'),
}


def came(place: Path, *, keep: bool) -> dict[str, bytes]:
    """Return what comes out of a run in `place`."""
    desk = open_workspace_at(place)
    outcome = consolidate_workspace(desk, Options(keep_reviews=keep), None, InProcess(1))
    return dict(documents(outcome, desk.language))


@pytest.mark.parametrize("step", STEPS)
def test_whatever_changes_a_run_gives_the_bytes_of_one_without_anything_kept(step: str, tmp_path: Path) -> None:
    laid_out(tmp_path)
    came(tmp_path, keep=True)
    STEPS[step](tmp_path)
    assert came(tmp_path, keep=True) == came(tmp_path, keep=False)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=3), min_size=2, max_size=4))
def test_so_it_does_after_a_whole_season(season: Sequence[Sequence[str]]) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        laid_out(place)
        came(place, keep=True)
        for steps in season:
            for step in steps:
                STEPS[step](place)
            assert came(place, keep=True) == came(place, keep=False)


def test_another_version_of_ours_uses_nothing_that_this_one_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(tmp_path)
    came(tmp_path, keep=True)
    used: list[bool] = []
    answer = known_reviews.KnownReviews._answer
    monkeypatch.setattr(known_reviews.KnownReviews, "_answer", lambda *told: (used.append(True), answer(*told))[1])
    came(tmp_path, keep=True)
    books = 6  # three workbooks, one in a mail, the report in that and the one beside
    assert used == [True] * books
    monkeypatch.setattr(review_basis, "program", lambda: b"another")
    came(tmp_path, keep=True)
    assert used == [True] * books


def test_a_report_that_could_not_be_read_in_one_run_is_read_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(examine_reports, "read_document", lambda *_: Unreadable("F143", "EIO"))
        came(tmp_path, keep=True)
    assert came(tmp_path, keep=True) == came(tmp_path, keep=False)


def test_a_mail_that_can_no_longer_be_opened_when_its_bytes_are_asked_for_has_all_done_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out(tmp_path)
    came(tmp_path, keep=True)
    listed(1)(tmp_path)
    (tmp_path / str(PERIOD) / "inbox" / "甲局.xlsx").unlink()
    listed(4)(tmp_path)
    asked: list[str] = []

    def failing_once(file: SourceFile, *more: Any) -> tuple[SourceFile, ...]:
        asked.append(file.name)
        if len(asked) == 1:
            return (replace(file, problem=Unreadable("F143", "EIO")),)
        return unpacked(file, *more)

    with monkeypatch.context() as broken:
        broken.setattr(unpack, "unpacked", failing_once)
        found = came(tmp_path, keep=True)
    assert asked == ["来信.eml", "来信.eml"]
    assert found == came(tmp_path, keep=False)
