"""How files come to the machines of a cluster."""

from pathlib import Path
from typing import Any, Protocol

from xlsreport.workers.round import Work


class Supply(Protocol):
    """Brings the files of a run, and what the work needs, to wherever the work is done; it is sent there itself."""

    def place(self, item: Any) -> object | None:
        """Return where every machine finds the file of `item`; None where it lies on this one alone."""

    def sent(self, place: object) -> object:
        """Return `place` as it goes to the machine that does the work, asked only when it does."""

    def hindrance(self) -> str:
        """Return, on a machine of the cluster, why it finds no files; blank where it does."""

    def fitted(self, work: Work[Any, Any]) -> Work[Any, Any]:
        """Return, on a machine of the cluster, `work` with what it needs lying there."""

    def bring(self, item: Any, place: object, into: Path) -> Any | None:
        """Return, on a machine of the cluster, `item` with its file there, in the folder `into` where it is a copy.

        None where what lies at `place` is no longer the file that is meant.
        """
