"""A crew that starts no process: the work is done here, which trusted workbooks may have."""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsreport.workers import Crew, Work


class InProcess(Crew):
    """Does all work in this process."""

    def map(self, work: Work[Any, Any], items: Sequence[Any], owners: Sequence[str] = ()) -> Iterator[Any]:
        """Yield what `work` makes of each item; nobody's time is counted."""
        yield from map(work, items)

    def ready(self, work: Work[Any, Any]) -> None:
        """Prepare nothing: this process has what it needs."""
