"""Final outputs that are there already: a draft never takes their place unless somebody says so."""

import json
from pathlib import Path
from typing import Any

from xlsreport.archive.store import bag_in_force
from xlsreport.errors import WorkspaceError
from xlsreport.pipeline.workspace import PeriodWorkspace


def refuse_over_final(workspace: PeriodWorkspace) -> None:
    """Raise `WorkspaceError` where final outputs lie in the output folder, with what to type."""
    if last_run(workspace).get("final") is True:
        folder, period = workspace.root.output(workspace.period), workspace.period
        told = workspace.language.text("final_is_there", folder=folder, period=period)
        raise WorkspaceError("".join((*archived_note(workspace), told)))


def archived_note(workspace: PeriodWorkspace) -> tuple[str, ...]:
    """Return that the period is archived, in which bag; nothing where it is not."""
    bag = bag_in_force(workspace.root.folder, workspace.period)
    if bag is None:
        return ()
    return (workspace.language.text("period_is_archived", period=workspace.period, bag=bag.identifier),)


def last_run(workspace: PeriodWorkspace) -> dict[str, Any]:
    """Return what findings.json of the last run says; nothing where there is none that can be read."""
    return _document(workspace.root.output(workspace.period) / "findings.json")


def _document(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
