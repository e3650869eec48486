"""Reviews that an earlier run made are used where nothing that they rest on has changed, and never else."""

import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.crews import InProcess
from kit.filled import disclosure, saved, workbook
from xlsreport.intake.gather import gather
from xlsreport.model.address import Address
from xlsreport.model.decisions import Correction
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.roster import Department, Roster
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.review.cache_folder import FOLDER
from xlsreport.pipeline.review.examine import examine_all
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.review.known_reviews import known_reviews
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.workers import Work

BOOKS = tuple(
    workbook({"表三!D6": number, "表三!D8": 3, "基本信息!B3": name, "基本信息!B4": code})
    for number, name, code in ((3, "甲局", "T01"), (4, "乙局", "T02"), (5, "乙局", "T02"))
)
ROSTER = Roster((Department("T01", "甲局"), Department("T02", "乙局")))
CORRECTION = Correction("甲局", Address.parse("表三!D6"), None, 3, "张三", "", Address("更正登记", 2, 1))  # type: ignore[arg-type]
SHARED = ReviewInputs(disclosure().folder, ROSTER, PreviousYear(fingerprint=""), 2023)


class Counting(InProcess):
    """A crew that knows what it was given to do."""

    def __init__(self) -> None:
        super().__init__(1)
        self.given: list[str] = []

    def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any]:
        self.given += [item.name for item in items]
        yield from super().map(work, items, owners)


def run(place: Path, shared: ReviewInputs = SHARED) -> tuple[list[ExaminedFile], list[str]]:
    """Return what is said of the files in the inbox of `place`, and which of them were reviewed."""
    crew = Counting()
    with known_reviews(place, "2023", shared) as known:
        return list(examine_all(gather(place / "inbox"), shared, crew, known)), crew.given


def anew(place: Path, shared: ReviewInputs = SHARED) -> list[ExaminedFile]:
    return list(examine_all(gather(place / "inbox"), shared, InProcess(1)))


def plain(examined: Sequence[ExaminedFile]) -> list[object]:
    return [(e.file, e.department, e.readable, e.untouched, *map(repr, _parts(e))) for e in examined]


def _parts(each: ExaminedFile) -> tuple[object, ...]:
    review = each.review
    cells = dict(review.values), dict(review.results), dict(review.tentative)
    return *cells, review.findings, review.identity, review.sentences


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    saved(tmp_path / "inbox", "甲局.xlsx", BOOKS[0])
    saved(tmp_path / "inbox", "乙局.xlsx", BOOKS[1])
    return tmp_path


def test_a_file_that_did_not_change_is_not_reviewed_again(place: Path) -> None:
    first, reviewed = run(place)
    assert sorted(reviewed) == ["乙局.xlsx", "甲局.xlsx"]
    saved(place / "inbox", "乙局.xlsx", BOOKS[2])

    second, reviewed = run(place)

    assert reviewed == ["乙局.xlsx"]
    assert plain(second) == plain(anew(place))
    assert plain(second)[1] == plain(first)[1]


@pytest.mark.parametrize(
    "shared",
    [
        replace(SHARED, period=2022),
        replace(SHARED, roster=Roster((*ROSTER.departments, Department("T03", "丙局")))),
        replace(SHARED, previous_year=PreviousYear(fingerprint="another")),
    ],
)
def test_where_what_all_rest_on_changed_all_are_reviewed(place: Path, shared: ReviewInputs) -> None:
    run(place)
    assert len(run(place, shared)[1]) == 2


def test_who_is_called_or_written_to_changes_no_review(place: Path) -> None:
    run(place)
    later = {"contact": "李四", "mobile": "1", "email": "a@b.gov.cn", "due": "3月1日"}
    roster = Roster(tuple(replace(each, **later) for each in ROSTER.departments))  # type: ignore[arg-type]

    found, reviewed = run(place, replace(SHARED, roster=roster))

    assert reviewed == []
    assert [each.department for each in found] == list(reversed(roster.departments))


def test_whose_a_mailbox_is_changes_the_review_of_what_came_from_it(place: Path) -> None:
    file = replace(gather(place / "inbox")[0], senders=("a@b.gov.cn",))
    for email, reviewed in (("", 1), ("", 0), ("A@b.gov.cn", 1), ("A@b.gov.cn", 0), ("c@b.gov.cn", 1)):
        shared = replace(SHARED, roster=Roster((replace(ROSTER.departments[0], email=email), ROSTER.departments[1])))
        crew = Counting()
        with known_reviews(place, "2023", shared) as known:
            list(examine_all([file], shared, crew, known))
        assert len(crew.given) == reviewed


@pytest.mark.parametrize(
    "change", [{"corrections": {"T01": (CORRECTION,)}}, {"evidence": {"T01": {Address.parse("表三!D6"): 3}}}]
)
def test_what_is_known_of_a_department_concerns_its_file_alone(place: Path, change: dict[str, Any]) -> None:
    run(place)
    assert run(place, replace(SHARED, **change))[1] == ["甲局.xlsx"]


def test_years_before_of_which_nobody_knows_whence_they_are_keep_nothing(place: Path) -> None:
    unknown = replace(SHARED, previous_year=PreviousYear())
    run(place, unknown)
    assert len(run(place, unknown)[1]) == 2
    assert not (place / FOLDER).exists()


def test_a_file_that_broke_its_reader_is_tried_again(place: Path) -> None:
    class Breaking(Counting):
        def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any]:
            yield from (Unreadable("F114", "10") for _ in items)

    with known_reviews(place, "2023", SHARED) as known:
        list(examine_all(gather(place / "inbox"), SHARED, Breaking(), known))
    assert len(run(place)[1]) == 2


DAMAGES = {
    "no database": lambda file: file.write_bytes(b"nothing" * 1000),
    "cut": lambda file: file.write_bytes(file.read_bytes()[:5000]),
    "an entry of somebody": lambda file: changed(file, "UPDATE entries SET entry = zeroblob(20)"),
    "another's seal": lambda file: changed(file, "UPDATE entries SET seal = zeroblob(32)"),
    "a text for bytes": lambda file: changed(file, "UPDATE entries SET entry = 'text'"),
    "no such table": lambda file: changed(file, "DROP TABLE entries"),
    "another table": lambda file: changed(file, "ALTER TABLE entries RENAME COLUMN entry TO other"),
    "exchanged": lambda file: changed(
        file, "UPDATE entries SET entry = (SELECT entry FROM entries AS other WHERE other.key <> entries.key)"
    ),
}


def changed(file: Path, statement: str) -> None:
    with sqlite3.connect(file) as database:
        database.execute(statement)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_or_foreign_is_never_used(place: Path, damage: str) -> None:
    run(place)
    DAMAGES[damage](place / FOLDER / "2023.sqlite")

    found, reviewed = run(place)

    assert reviewed
    assert plain(found) == plain(anew(place))


def test_what_another_user_kept_is_never_used(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    run(place)
    monkeypatch.setenv("XLSREPORT_CACHE", str(tmp_path / "another"))
    assert len(run(place)[1]) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there a folder is kept by its list of rights")
def test_a_folder_that_others_may_write_is_not_used(place: Path) -> None:
    run(place)
    (place / FOLDER).chmod(0o777)
    assert len(run(place)[1]) == 2


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["甲局.xlsx", "乙局.xlsx", "sub/丙.xlsx"]), st.sampled_from([*BOOKS, b"no workbook", None])
    ),
    min_size=1,
    max_size=6,
)
KNOWN = st.sampled_from(
    [
        SHARED,
        replace(SHARED, corrections={"T01": (CORRECTION,)}),
        replace(SHARED, roster=Roster(ROSTER.departments[:1])),
        replace(SHARED, period=2022),
    ]
)


@settings(max_examples=15)
@given(st.lists(st.tuples(STEPS, KNOWN), min_size=1, max_size=3))
def test_whatever_changes_a_run_says_what_one_without_anything_kept_says(
    season: Sequence[tuple[Sequence[tuple[str, bytes | None]], ReviewInputs]],
) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for steps, shared in season:
            for name, data in steps:
                file = place / "inbox" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.unlink(missing_ok=True) if data is None else file.write_bytes(data)
            assert plain(run(place, shared)[0]) == plain(anew(place, shared))
