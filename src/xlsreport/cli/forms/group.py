"""The commands under `xlsreport forms`."""

from collections.abc import Callable

import typer

from xlsreport.cli.forms.backtest import backtest
from xlsreport.cli.forms.built_in import built_in
from xlsreport.cli.forms.check import check
from xlsreport.cli.forms.diff import diff
from xlsreport.cli.forms.new import new
from xlsreport.cli.help_page import HelpfulCommand, HelpfulGroup

_COMMANDS: tuple[Callable[..., int], ...] = (check, new, diff, backtest)
_HELP_OPTIONS = {"help_option_names": ["-h", "--help"]}

forms = typer.Typer(
    name="forms",
    cls=HelpfulGroup,
    context_settings=_HELP_OPTIONS,
    invoke_without_command=True,
    callback=built_in,
    rich_markup_mode=None,
)
for _command in _COMMANDS:
    forms.command(cls=HelpfulCommand, context_settings=_HELP_OPTIONS)(_command)
