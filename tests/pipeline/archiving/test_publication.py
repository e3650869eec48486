"""Where and when a report was published, and whether in time, from what is said and what the form sets."""

from dataclasses import replace

import pytest

from kit.workspace import workspace
from xlsreport.archive.record_model import Publication
from xlsreport.errors import ArchiveError
from xlsreport.model.address import Address
from xlsreport.pipeline.archiving.documents import Document
from xlsreport.pipeline.archiving.publication import Published, publication_line, publication_of
from xlsreport.pipeline.workspace import PeriodWorkspace, open_workspace_at

TYPED = {Address.parse("基本信息!B12"): " https://example.org/typed "}
PAPER = (Document("定稿.docx", "定稿", published=True),)
WEB = (*PAPER, Document("https://example.org/web", "网站"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> PeriodWorkspace:
    return open_workspace_at(workspace(tmp_path_factory.mktemp("p") / "w", {}), 2023)


def by(desk: PeriodWorkspace, day: str) -> PeriodWorkspace:
    return replace(desk, root=replace(desk.root, publish_by=day))


@pytest.mark.parametrize(
    ("publish_by", "day", "due", "in_time"),
    [
        ("", "2024-03-31", "2024-03-31", True),
        ("", "2024年4月1日", "2024-03-31", False),
        ("department", "1月31日", "2024-01-31", True),
        ("department", "2月1日", "2024-01-31", False),
        ("1月20日", "2024-01-25", "2024-01-20", False),
    ],
)
def test_a_government_has_until_march_a_department_until_january_and_a_county_sets_its_own_day(
    desk: PeriodWorkspace, publish_by: str, day: str, due: str, in_time: bool
) -> None:
    found = publication_of(by(desk, publish_by), Published(day, PAPER), {})
    assert found == Publication("", found.date if found else "", due, in_time)


def test_the_address_is_the_one_named_else_the_one_in_the_whole_s_workbook(desk: PeriodWorkspace) -> None:
    for documents, address in ((WEB, "https://example.org/web"), (PAPER, "https://example.org/typed")):
        found = publication_of(desk, Published(None, documents), TYPED)
        assert found == Publication(address, "", "2024-03-31", None)


def test_a_page_says_its_day_where_nobody_does_unless_it_is_before_the_end_of_the_period(desk: PeriodWorkspace) -> None:
    said = [publication_of(desk, Published(None, PAPER, dated), {}) for dated in ("2024-03-05", "2023-03-05")]
    assert [each and (each.date, each.in_time) for each in said] == [("2024-03-05", True), ("", None)]


def test_nobody_s_word_leaves_what_was_recorded_before(desk: PeriodWorkspace) -> None:
    before = Publication("https://example.org/old", "2024-03-01", "2024-03-31", in_time=True)
    assert publication_of(desk, Published(None, ()), TYPED) is None
    assert publication_of(desk, Published(None, ()), TYPED, before) == before
    assert publication_of(desk, Published("2024-04-02", ()), {}, before) == replace(
        before, date="2024-04-02", in_time=False
    )


@pytest.mark.parametrize(("publish_by", "day"), [("", "2023-12-31"), ("", "昨天"), ("早些", "2024-03-01")])
def test_a_day_that_is_none_or_not_after_the_period_is_refused(
    desk: PeriodWorkspace, publish_by: str, day: str
) -> None:
    with pytest.raises(ArchiveError):
        publication_of(by(desk, publish_by), Published(day, ()), {})


def test_each_case_has_its_sentence(desk: PeriodWorkspace) -> None:
    shown = Publication("https://example.org", "2024-03-01", "2024-03-31", in_time=True)
    cases = (shown, replace(shown, in_time=False), replace(shown, due="", in_time=None), Publication())
    told = [publication_line(desk, each) for each in cases]
    assert [word in line for word, line in zip(("按时", "没有按时", "没有写应", "没有写明"), told, strict=True)] == [
        True
    ] * 4
