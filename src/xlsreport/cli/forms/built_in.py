"""`xlsreport forms`: the built-in forms."""

import typer

from xlsreport.cli.console import Screen


def built_in(context: typer.Context) -> int:
    """列出内置表样；制作、核对表样。List the built-in forms; make and check forms."""
    if context.invoked_subcommand is not None:
        return 0
    from xlsreport.pipeline import builtin_forms, load_form

    screen = Screen()
    for folder in builtin_forms():
        form = load_form(folder)
        screen.line(f"{form.id}  {form.title}  {form.edition}", "bold")
        screen.line(f"  {folder}")
    return 0
