"""`xlsreport forms`: the built-in forms."""

from xlsreport.cli.console import Screen


def forms() -> int:
    """列出内置表样。List the built-in forms."""
    from xlsreport.pipeline import builtin_forms, load_form

    screen = Screen()
    for folder in builtin_forms():
        form = load_form(folder)
        screen.line(f"{form.id}  {form.title}  {form.edition}", "bold")
        screen.line(f"  {folder}")
    return 0
