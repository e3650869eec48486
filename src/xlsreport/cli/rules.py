"""`xlsreport rules`: the rule book."""

from typing import Annotated

import typer

from xlsreport.cli.arguments import Format, FormName, Output
from xlsreport.cli.console import Screen
from xlsreport.cli.speech import chosen_language
from xlsreport.errors import XlsreportError

_OWN = "T-"  # begins the code of a form's own rule


def rules(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar="CODE",
            help="问题代码，如 M301；M 是一类。不写则列出全部。A code as M301, or M for a family; all without one.",
        ),
    ] = None,
    form: FormName = None,
    output: Output = Format.TEXT,
) -> int:
    """查看审核规则：是什么意思、常见原因、怎么办。The rule book: what a code means, its cause, what to do."""
    from xlsreport.language import language_named, reasons
    from xlsreport.pipeline import builtin_forms, find_form, language_of_form, load_form

    folder = find_form(form) if form else builtin_forms()[0]
    language = language_named(chosen_language() or (load_form(folder).language if form else language_of_form(folder)))
    screen = Screen()
    wanted = (code or "").upper()
    general = [
        entry for each, entry in language.entries.items() if each.startswith(wanted) or wanted.startswith(f"{each}-")
    ]
    ours_alone = form is None and wanted in language.entries and not _OWN.startswith(wanted)
    known = () if ours_alone else load_form(folder).rules  # to be told of one code, nobody waits for a form
    own = [rule for rule in known if f"{_OWN}{rule.id}".startswith(wanted) or wanted == rule.id]
    if not general and not own:
        raise XlsreportError(language.text("no_such_code", code=code))
    if output is Format.JSON:
        from xlsreport.pipeline import rules_json

        screen.raw(rules_json(load_form(folder), language, general, own))
        return 0
    for entry in general:
        severity = language.text(entry.severity_key)
        screen.line(f"{entry.code}  {severity}  {entry.title}", "bold")
        if code:
            why = reasons(language.name)[entry.code]
            detail = {"meaning": entry.meaning, "cause": entry.cause, "remedy": entry.remedy, "why": why}
            screen.lines(language.text("rule_detail", **detail).split("\n"))
    for rule in own:
        kind = language.text("severity_trial" if rule.trial else f"severity_{rule.severity}")
        screen.line(f"{_OWN}{rule.id}  {kind}  {rule.text}", "bold")
    return 0
