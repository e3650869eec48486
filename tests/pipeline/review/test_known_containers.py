"""What mails held is known to the next run without opening them; their bytes are there for who asks."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kit.crews import InProcess
from kit.filled import workbook
from kit.mails import attached, mail
from xlsreport.intake.gather import gather
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.review import known_containers
from xlsreport.pipeline.review.cache_folder import FOLDER
from xlsreport.pipeline.review.unpack import arrivals
from xlsreport.workers import Work

BOOK, OTHER = workbook({"表三!D6": 3}), workbook({"表三!D6": 4})


class Counting(InProcess):
    """A crew that knows what it was given to do."""

    def __init__(self) -> None:
        super().__init__(1)
        self.given: list[str] = []

    def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any]:
        self.given += [file.name for _, file in items]
        yield from super().map(work, items, owners)


def opened(
    place: Path, *, asked: bool = False, language: str = "zh"
) -> tuple[list[SourceFile], list[str], list[bytes]]:
    """Return what came, which containers were opened, and the bytes of the workbooks where they were `asked` for."""
    crew = Counting()
    with (
        known_containers.known_containers(place, "2023", language) as known,
        arrivals(gather(place / "inbox"), language, crew, known) as came,
    ):
        books = [each for each in came.files if each.name.endswith(".xlsx")]
        if asked:
            came.bring(books[:1])
        data = [each.path.read_bytes() for each in books if each.path.exists()]
        return [replace(each, path=Path(each.path.name)) for each in came.files], crew.given, data


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "inbox").mkdir()
    for name, book in (("a.eml", BOOK), ("b.eml", OTHER)):
        data = mail([attached("填报表.xlsx", book), attached("空.zip", b"PK\5\6" + bytes(18))])
        (tmp_path / "inbox" / name).write_bytes(data)
    return tmp_path


def test_a_mail_that_did_not_change_is_not_opened_again(place: Path) -> None:
    first, given, data = opened(place)
    assert (given, data) == (["a.eml", "b.eml"], [BOOK, OTHER])
    assert opened(place) == (first, [], [])


def test_who_asks_for_the_bytes_has_the_mail_opened_in_which_they_are(place: Path) -> None:
    first, _, _ = opened(place)
    assert opened(place, asked=True) == (first, ["a.eml"], [BOOK])


def test_a_mail_that_changed_is_opened(place: Path) -> None:
    opened(place)
    (place / "inbox" / "b.eml").write_bytes(mail([attached("填报表.xlsx", BOOK)]))
    found, given, data = opened(place)
    assert (given, data) == (["b.eml"], [BOOK])
    assert [each.name for each in found] == ["a.eml!填报表.xlsx", "b.eml!填报表.xlsx"]


def test_another_language_or_version_opens_all(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(place)
    assert len(opened(place, language="en")[1]) == 2
    monkeypatch.setattr(known_containers, "program", lambda: b"another")
    assert len(opened(place, language="en")[1]) == 2


def test_what_somebody_else_put_there_is_never_used(place: Path) -> None:
    first, _, _ = opened(place)
    with sqlite3.connect(place / FOLDER / "2023.held.sqlite") as database:
        database.execute("UPDATE entries SET entry = (SELECT max(entry) FROM entries)")
    found, given, _ = opened(place)
    assert found == first
    assert len(given) == 1


def test_a_mail_that_broke_its_worker_is_tried_again(place: Path) -> None:
    class Breaking(Counting):
        def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any]:
            yield from (known_containers.Unreadable("F114", "10") for _ in items)

    with (
        known_containers.known_containers(place, "2023", "zh") as known,
        arrivals(gather(place / "inbox"), "zh", Breaking(), known) as came,
    ):
        assert [each.problem.code for each in came.files if each.problem] == ["F114", "F114"]
    assert len(opened(place)[1]) == 2
