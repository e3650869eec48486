"""Files that broke their worker, in the standings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kit.desks import desk
from kit.filled import disclosure, saved, workbook
from xlsreport.intake.gather import gather
from xlsreport.model.outcome import Standing
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.review.examine import Examination, examine_all
from xlsreport.pipeline.review.review_inputs import ReviewInputs
from xlsreport.pipeline.standing.standings import standings
from xlsreport.workers import Crew


class BrokenRule(Crew):
    """A crew that loses a worker over each file called bad."""

    def __init__(self, reason: Unreadable) -> None:
        super().__init__(1)
        self.reason = reason

    def map(self, work: Examination, items: Sequence[SourceFile], owners: Sequence[str] = ()) -> Iterator[object]:
        for item in items:
            yield self.reason if "bad" in item.name else work(item)


@pytest.mark.parametrize(
    ("reason", "said"), [(Unreadable("F114", "10"), "10 秒"), (Unreadable("F115", ""), "使读取程序崩溃")]
)
def test_a_file_that_broke_its_worker_is_unreadable(reason: Unreadable, said: str, tmp_path: Path) -> None:
    saved(tmp_path, "乙局bad.xlsx", b"")
    saved(tmp_path, "测试局.xlsx", workbook())
    roster = Roster((Department("T01", "测试局"), Department("T02", "乙局")))
    shared = ReviewInputs(disclosure().folder, roster, PreviousYear(), 2023)
    with BrokenRule(reason) as crew:
        entries = standings(list(examine_all(gather(tmp_path), shared, crew)), replace(desk(), roster=roster))
    assert [(entry.code, entry.standing) for entry in entries] == [
        ("T01", Standing.ACCEPTED),
        ("T02", Standing.UNREADABLE),
    ]
    (finding,) = entries[1].review.findings
    assert finding.code == reason.code
    assert said in finding.message
