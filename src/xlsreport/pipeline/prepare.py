"""A worker that loads what reviewing takes while the program loads the rest; nothing heavy is imported here."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xlsreport.errors import FormError
from xlsreport.forms import current_forms, find_form
from xlsreport.workers import Crew

if TYPE_CHECKING:
    from xlsreport.pipeline.workspace import PeriodWorkspace


@dataclass(frozen=True, slots=True)
class Preparation:
    """The work of loading what reviewing takes, forms among it; no file is ever given to it."""

    forms: tuple[Path, ...]

    def prepare(self) -> None:
        """Import the modules and load the forms; what is wrong with one is said where it is used."""
        from xlsreport.pipeline.review.examine import prepare_reviewing  # noqa: PLC0415 - the worker's

        with suppress(FormError):
            for folder in self.forms:
                prepare_reviewing(folder)

    def __call__(self, item: None) -> None:
        """Do nothing."""


@contextmanager
def prepared_crew(form_name: str | None) -> Iterator[Crew]:
    """Give a crew of which one worker prepares for files of the form named, else of the first built-in one.

    Raises `FormError` where there is no such form.
    """
    folders = (find_form(form_name),) if form_name else current_forms()[:1]
    with Crew() as crew:
        crew.ready(Preparation(folders))
        yield crew


@contextmanager
def prepared_crew_of(workspace: "PeriodWorkspace", jobs: int | None) -> Iterator[Crew]:
    """Give a crew of up to `jobs` workers, one of which prepares for the files of `workspace`."""
    with Crew(jobs, workspace.root.limits) as crew:
        crew.ready(Preparation((workspace.form.folder,)))
        yield crew
