"""Archived years that an earlier run read are used where nothing that they rest on has changed, and never else."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kit.desks import desk
from kit.past_bags import NEW, archived
from xlsreport.pipeline.review.cache_folder import FOLDER
from xlsreport.pipeline.years import archived_year, known_years
from xlsreport.pipeline.years.archived_year import ArchivedYear, archived_years

FIGURES = {"": 9, "A": 4, "B": 5}


@pytest.fixture
def reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give what counts how often a table was read, of a workspace in which two units are many."""
    counted: list[int] = []
    read = archived_year.figures_of

    def counting(*given: object) -> Mapping[str, object]:
        counted.append(1)
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(archived_year, "MANY", 1)
    monkeypatch.setattr(archived_year, "figures_of", counting)
    archived(tmp_path, FIGURES)
    return counted


def year(folder: Path, *, kept: bool = True) -> ArchivedYear:
    (found,) = archived_years(folder, desk().form, 2023, kept=kept)
    return found


def plain(found: ArchivedYear) -> object:
    return replace(found, units={code: dict(own) for code, own in found.units.items()}, whole=dict(found.whole or {}))


def test_a_year_is_read_once(tmp_path: Path, reads: list[int]) -> None:
    first, second = year(tmp_path), year(tmp_path)
    assert plain(first) == plain(second) == plain(year(tmp_path, kept=False))
    assert second.units["A"][NEW] == 4
    assert len(reads) == 2


def test_nothing_is_kept_without_being_asked_for(tmp_path: Path, reads: list[int]) -> None:
    year(tmp_path, kept=False)
    assert not (tmp_path / FOLDER).exists()


def test_a_table_that_was_written_again_is_read_again(tmp_path: Path, reads: list[int]) -> None:
    year(tmp_path)
    table = tmp_path / "archive/2022/data/values.csv"
    table.write_bytes(table.read_bytes().replace(b",4,", b",6,"))
    assert year(tmp_path).units["A"][NEW] == 6
    assert len(reads) == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE units SET row = zeroblob(40)",
        "UPDATE units SET place = 12 - place",
        "UPDATE units SET seal = zeroblob(32)",
        "DELETE FROM units WHERE place = 1",
        "UPDATE years SET told = zeroblob(9)",
        "UPDATE years SET seal = NULL",
        "DROP TABLE units",
        "UPDATE units SET row = 7",
    ],
)
def test_a_year_that_is_damaged_or_not_whole_is_read_again(tmp_path: Path, reads: list[int], damage: str) -> None:
    first = year(tmp_path)
    with sqlite3.connect(tmp_path / FOLDER / "years.sqlite") as database:
        database.execute(damage)
    database.close()
    assert plain(year(tmp_path)) == plain(first)
    assert len(reads) == 2
    year(tmp_path)
    assert len(reads) == 2, "it is kept again"


def test_a_file_that_is_no_database_gives_way(tmp_path: Path, reads: list[int]) -> None:
    year(tmp_path)
    (tmp_path / FOLDER / "years.sqlite").write_bytes(b"x" * 5000)
    year(tmp_path)
    year(tmp_path)
    assert len(reads) == 2


def test_another_program_reads_it_again(tmp_path: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    year(tmp_path)
    monkeypatch.setattr(known_years, "form_and_program", lambda _: b"another")
    year(tmp_path)
    assert len(reads) == 2
