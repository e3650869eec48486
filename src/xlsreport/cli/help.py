"""`xlsreport help`: the help of the program, or of one command."""

from typing import Annotated

import typer

from xlsreport.cli.console import Screen
from xlsreport.cli.help_page import HelpfulGroup


def help_(
    context: typer.Context,
    command: Annotated[
        str | None, typer.Argument(metavar="COMMAND", help="哪个命令；默认是程序本身。A command's name.")
    ] = None,
) -> int:
    """显示帮助。Show the help of the program or of a command."""
    root = context.find_root()
    group = root.command
    assert isinstance(group, HelpfulGroup)  # noqa: S101 - the program is one
    if command is None:
        Screen().raw(f"{root.get_help()}\n")
        return 0
    _, found, _ = group.resolve_command(root, [command])
    assert found is not None  # noqa: S101 - what is not found has been refused
    with found.make_context(command, [], parent=root, resilient_parsing=True) as own:
        Screen().raw(f"{own.get_help()}\n")
    return 0
