"""The program: its commands, and the one place where errors become exit codes."""

import typer

from xlsreport.cli.archive import archive
from xlsreport.cli.check import check
from xlsreport.cli.console import Screen
from xlsreport.cli.consolidate import consolidate
from xlsreport.cli.demo import demo
from xlsreport.cli.explain import explain
from xlsreport.cli.fault_log import FaultLog, failed
from xlsreport.cli.forms import forms
from xlsreport.cli.history import history
from xlsreport.cli.init import init
from xlsreport.cli.issue import issue
from xlsreport.cli.remind import remind
from xlsreport.cli.report import report
from xlsreport.cli.reproduce import reproduce
from xlsreport.cli.rules import rules
from xlsreport.cli.send_back import send_back
from xlsreport.cli.verify import verify
from xlsreport.errors import INTERRUPTION, XlsreportError
from xlsreport.version import __version__

REFUSED, OUR_FAULT, INTERRUPTED = 2, 3, 130
_COMMANDS = (
    demo,
    init,
    issue,
    check,
    consolidate,
    send_back,
    remind,
    report,
    explain,
    archive,
    verify,
    reproduce,
    history,
    forms,
    rules,
)

app = typer.Typer(
    name="xlsreport",
    help="收齐各单位的填报表，逐格审核、汇总，写成报告。Check, consolidate and report what departments filled in.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="退出码：0 没有须更正的错误，1 有须更正的错误，2 命令没有执行，3 程序出错，130 已中断。"
    "Exit codes: 0 no error, 1 errors to correct, 2 refused, 3 our fault, 130 interrupted.",
)
for _command in _COMMANDS:
    app.command()(_command)


@app.callback(invoke_without_command=True)
def options(
    version: bool = typer.Option(False, "--version", help="显示版本。Show the version.", is_eager=True),
) -> None:
    """Show the version where it is asked for; everything else is a command."""
    if version:
        Screen().line(f"xlsreport {__version__}")
        raise typer.Exit


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; nothing escapes. An empty one shows the help.

    The code is 0, 1 errors found, 2 refused, 3 our fault, 130 interrupted. It is 3 too where the program failed at
    some of the files and did the rest.
    """
    screen = Screen()
    with FaultLog() as faults:
        code = _code_of(arguments, screen)
    if faults.path is None:
        return code
    screen.complain(f"程序出错，详情见 {faults.path}。This is our fault; the log file has the details.")
    return INTERRUPTED if code == INTERRUPTED else OUR_FAULT


def _code_of(arguments: list[str], screen: Screen) -> int:
    """Run one command line and return what its own end says."""
    try:
        result = app(arguments or ["--help"], prog_name="xlsreport", standalone_mode=False)
    except XlsreportError as error:
        screen.complain(str(error))
        return REFUSED
    except typer.TyperException as error:
        screen.complain(f"{error.format_message()} xlsreport --help")
        return REFUSED
    except (KeyboardInterrupt, typer.Abort):
        screen.complain(INTERRUPTION)
        return INTERRUPTED
    except Exception:
        failed()
        return OUR_FAULT
    return result if isinstance(result, int) else 0
