"""The program: its commands, and the one place where errors become exit codes."""

from collections.abc import Collection, Sequence

import typer
from typer.main import get_command

from xlsreport.cli.accept import accept
from xlsreport.cli.archive import archive
from xlsreport.cli.board import board
from xlsreport.cli.check import check
from xlsreport.cli.collect import collect
from xlsreport.cli.compare import compare
from xlsreport.cli.completion import answer_shells, completion
from xlsreport.cli.console import Screen
from xlsreport.cli.consolidate import consolidate
from xlsreport.cli.demo import demo
from xlsreport.cli.doctor import doctor
from xlsreport.cli.explain import explain
from xlsreport.cli.fault_log import FaultLog, failed
from xlsreport.cli.forms.group import forms
from xlsreport.cli.global_options import GlobalOptions, in_force, taken
from xlsreport.cli.help import help_
from xlsreport.cli.help_page import HelpfulCommand, HelpfulGroup
from xlsreport.cli.history import history
from xlsreport.cli.init import init
from xlsreport.cli.issue import issue
from xlsreport.cli.menu.command import menu
from xlsreport.cli.refusal import refusal_of
from xlsreport.cli.remind import remind
from xlsreport.cli.report import report
from xlsreport.cli.reproduce import reproduce
from xlsreport.cli.rules import rules
from xlsreport.cli.send import send
from xlsreport.cli.send_back import send_back
from xlsreport.cli.start import start
from xlsreport.cli.status import status
from xlsreport.cli.take import take
from xlsreport.cli.usage import usage_error
from xlsreport.cli.verify import verify
from xlsreport.errors import INTERRUPTION, NotFinalError
from xlsreport.language import bilingual
from xlsreport.version import __version__

REFUSED, OUR_FAULT, INTERRUPTED = 2, 3, 130
_COMMANDS = (
    demo,
    init,
    start,
    issue,
    send,
    collect,
    check,
    consolidate,
    status,
    board,
    send_back,
    remind,
    accept,
    report,
    compare,
    explain,
    archive,
    take,
    verify,
    reproduce,
    history,
    rules,
    doctor,
    menu,
    completion,
)

_HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="xlsreport",
    help="收齐各单位的填报表，逐格审核、汇总，写成报告。Check, consolidate and report what departments filled in.",
    cls=HelpfulGroup,
    context_settings=_HELP_OPTIONS,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for _command in _COMMANDS:
    app.command(cls=HelpfulCommand, context_settings=_HELP_OPTIONS)(_command)
app.add_typer(forms)


app.command("help", cls=HelpfulCommand, context_settings=_HELP_OPTIONS)(help_)


@app.callback(invoke_without_command=True)
def options(
    version: bool = typer.Option(False, "--version", help="显示版本。Show the version.", is_eager=True),
    lang: str = typer.Option(
        "", "--lang", help="帮助和用法提示用哪种语言：zh、en。The language of help and usage errors: zh, en."
    ),
    quiet: bool = typer.Option(False, "-q", "--quiet", help="只说被拒绝的原因。Say only why it is refused."),
    verbose: bool = typer.Option(False, "-v", "--verbose", help="全部说出来。Say all that there is to say."),
) -> None:
    """Show the version where it is asked for; everything else is a command.

    The others are taken out of the command line before (`global_options`), and stand here to be seen in the help.
    """
    if version:
        Screen().line(f"xlsreport {__version__}")
        raise typer.Exit


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nothing escapes. An empty one shows the help.

    The code is 0, 1 errors found, 2 refused, 3 our fault, 130 interrupted. It is 3 too where the program failed at
    some of the files and did the rest.
    """
    screen = Screen()
    answer_shells()
    with FaultLog() as faults:
        code = _code_of(taken(arguments), screen)
    if faults.is_empty:
        return code
    if faults.unwritten is not None:
        screen.refuse(bilingual("our_fault_unwritten", fault=faults.last, reason=faults.unwritten))
    else:
        screen.refuse(bilingual("our_fault", log=faults.path))
    return INTERRUPTED if code == INTERRUPTED else OUR_FAULT


def _code_of(options: GlobalOptions, screen: Screen) -> int:
    """Run one command line and return what its own end says."""
    try:
        with in_force(options):
            return _result(options.rest, screen)
    except NotFinalError as error:
        for line in str(error).split("\n"):
            screen.refuse(line)
        return REFUSED
    except (KeyboardInterrupt, typer.Abort):
        screen.refuse(INTERRUPTION)
        return INTERRUPTED
    except Exception as error:
        if (refusal := refusal_of(error)) is not None:
            screen.refuse(refusal)
            return REFUSED
        failed()
        return OUR_FAULT


def _names() -> Collection[str]:
    group = get_command(app)
    return group.commands if isinstance(group, HelpfulGroup) else ()


def _result(arguments: Sequence[str], screen: Screen) -> int:
    try:
        result = app(list(arguments) or ["--help"], prog_name="xlsreport", standalone_mode=False)
    except typer.TyperException as error:
        screen.refuse(usage_error(error, arguments, _names()))
        return REFUSED
    except SystemExit:  # typer's own end where nobody reads its help any more
        return 0
    if result == INTERRUPTED:  # typer makes the exception a code of its own
        raise KeyboardInterrupt
    return result if isinstance(result, int) else 0
