"""What runs inside a worker of a cluster."""

import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from kit.crews import InProcess
from xlsreport.model.limits import Limits
from xlsreport.workers import in_cluster
from xlsreport.workers.in_cluster import NotBrought, OtherProgramError, Shared, done


@dataclass(frozen=True, slots=True)
class Text:
    """The work of reading a file's text."""

    def prepare(self) -> None:
        """Nothing is needed."""

    def __call__(self, path: Path) -> str:
        """Read it."""
        return path.read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Written:
    """Brings each item as a file that says what its place is; of the place None there is nothing."""

    def place(self, item: Any) -> object | None:
        """Nowhere."""

    def sent(self, place: object) -> object:
        """As it is."""
        return place

    def hindrance(self) -> str:
        """Nothing hinders."""
        return ""

    def fitted(self, work: Any) -> Any:
        """As it is."""
        return work

    def bring(self, item: Any, place: object, into: Path) -> Path | None:
        """Write it."""
        if place is None:
            return None
        into.write_text(f"{item} from {place}", encoding="utf-8")
        return into


SHARED = Shared(Text(), Written(), sys.getrecursionlimit, sys.getrecursionlimit())


def test_a_worker_that_joined_later_with_another_program_does_nothing() -> None:
    with pytest.raises(OtherProgramError):
        done(replace(SHARED, told="another"), [("a", "", "store")], Limits())


def test_each_file_is_brought_read_and_gone_and_what_is_not_there_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(in_cluster, "Crew", InProcess)
    monkeypatch.setattr(in_cluster, "_here", threading.local())
    errands = [("a", "", "store"), ("b", "", None), ("c", "", "elsewhere")]
    first, second, third = done(SHARED, errands, Limits())
    assert (first, third) == ("a from store", "c from elsewhere")
    assert isinstance(second, NotBrought)
