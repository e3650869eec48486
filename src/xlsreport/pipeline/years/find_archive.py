"""The workspace that a workbook lies in, or somebody works in, for what its archive knows of last year."""

from pathlib import Path

from xlsreport.archive.store import ARCHIVE
from xlsreport.intake.workspace import SETTINGS
from xlsreport.language import language_of
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster
from xlsreport.pipeline.workspace import roster_of
from xlsreport.pipeline.years.previous_year import PreviousSource


def archive_around(path: Path) -> Path | None:
    """Return the nearest workspace upward from `path`, else from the current folder, that has an archive."""
    return next((found for start in (path, Path.cwd()) if (found := _upward(start)) is not None), None)


def previous_source_around(
    workspace: Path | None, form: Form, period: int | None, named: Path | None = None
) -> PreviousSource:
    """Return where the year before `period` is known: in the archive of `workspace`, else in the folder `named`.

    A workspace without a roster has one without departments: the archive's units are known by what they were then.
    """
    roster = Roster(())
    if workspace is not None and (workspace / form.names.roster).is_file():
        roster = roster_of(workspace, form, language_of(form))
    return PreviousSource(named, period, workspace, roster, named is not None)


def _upward(start: Path) -> Path | None:
    whole = start.resolve()
    folders = (whole, *whole.parents)
    return next((each for each in folders if (each / SETTINGS).is_file() and (each / ARCHIVE).is_dir()), None)
