"""Reviewing with the families F, S, V, M and T alone: prose and earlier years are not looked at."""

from dataclasses import dataclass

from xlsreport.checking import engine
from xlsreport.pipeline.review.examine import Examination


@dataclass(frozen=True, slots=True)
class CoreExamination(Examination):
    """The work of examining files, less the families N and H."""

    def prepare(self) -> None:
        """Load the form, and switch the other families off in this process."""
        Examination.prepare(self)
        engine.check_prose = _nothing
        engine._against_years = _nothing


def _nothing(*_: object) -> tuple[()]:
    return ()
