"""The workspace that a command works in: the folder that is named, or the one around it."""

from pathlib import Path

import typer

from xlsreport.cli.console import Screen
from xlsreport.cli.help_page import help_texts
from xlsreport.cli.speech import users_language


def workspace_found(context: typer.Context, folder: Path) -> Path:
    """Return the workspace that `folder` is or lies in; `folder` itself where there is none, for that to be told.

    What a killed run left without its outputs is put back before anything else is done, and said.
    """
    if context.resilient_parsing:
        return folder
    from xlsreport.pipeline import put_back, workspace_around

    texts, screen = help_texts(users_language()), Screen()
    found = workspace_around(folder) or folder
    screen.detail(texts.text("workspace_used", folder=found.resolve()))
    screen.complaints(texts.text("outputs_put_back", folder=each) for each in put_back(found))
    return found
