"""The work of examining workbooks that are made just before they are read, and removed after."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbooks import PERIOD, Figures, Template, code_of, figures_before, made

from xlsreport.forms import load_form
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.cluster.supplies import SharedFolder
from xlsreport.pipeline.review.examine import Examination
from xlsreport.pipeline.review.stored_form import Answer
from xlsreport.pipeline.years.small_figures import FiguresAside

_TOOK = "making-"  # a file of each process: the seconds that the making took there
_here: list[Template] = []  # in a worker


@dataclass(frozen=True, slots=True)
class MadeExamination(Examination):
    """Examines what it makes of `bases`, in `folder`, a workspace."""

    bases: tuple[Figures, ...]
    folder: Path

    def prepare(self) -> None:
        """Load the form and the code, and cut the form's workbook."""
        Examination.prepare(self)
        with Took(self.folder):
            _here[:] = [Template(load_form(self.shared.form))]

    def __call__(self, file: SourceFile) -> Answer:
        """Make one file, examine it and remove it."""
        with Took(self.folder):
            data = made(_here[0], self.bases, int(file.path.stem[1:]))
            file.path.write_bytes(data)
        try:
            return Examination.__call__(self, replace(file, sha256=hashlib.sha256(data).hexdigest()))
        finally:
            with suppress(OSError):
                file.path.unlink()


class MadeThere(SharedFolder):
    """A workspace whose files are made where they are read."""

    def bring(self, item: Any, place: object, into: Path) -> Any:
        """Return `item` as it is."""
        return item


class Took:
    """Adds the processor's seconds of a block to those of this process."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{_TOOK}{os.getpid()}"

    def __enter__(self) -> None:
        self._start = time.process_time()

    def __exit__(self, *_: object) -> None:
        before = float(self._file.read_text(encoding="ascii")) if self._file.exists() else 0.0
        self._file.write_text(str(before + time.process_time() - self._start), encoding="ascii")


def making_seconds(folder: Path) -> float:
    """Return the seconds that the making took in all processes."""
    return sum(float(each.read_text(encoding="ascii")) for each in folder.glob(f"{_TOOK}*"))


def years_before(form: Form, bases: tuple[Figures, ...], number: int) -> PreviousYear:
    """Return a year before in which each of `number` departments had figures that nothing is to be asked about."""
    aside = FiguresAside((*form.fields, *form.formulas))
    known = {code_of(index): aside.kept(figures_before(form, bases, index)) for index in range(1, number + 1)}
    return PreviousYear(known, period=PERIOD - 1, fingerprint="measured")


def files_to_make(folder: Path, number: int) -> Iterator[SourceFile]:
    """Yield the inbox of `number` workbooks, none of which is there yet: each SHA-256 is of its name."""
    inbox = folder / str(PERIOD) / "inbox"
    for index in range(1, number + 1):
        name = f"{code_of(index)}.xlsx"
        yield SourceFile(name, inbox / name, hashlib.sha256(name.encode()).hexdigest())
