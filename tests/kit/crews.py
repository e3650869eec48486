"""A crew that starts no process: the work is done here, which trusted workbooks may have."""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsreport.workers import Crew, Work


class InProcess(Crew):
    """Does all work in this process."""

    def map(self, work: Work[Any, Any], items: Sequence[Any]) -> Iterator[Any]:
        """Yield what `work` makes of each item."""
        yield from map(work, items)

    def ready(self, work: Work[Any, Any]) -> None:
        """Prepare nothing: this process has what it needs."""
