"""Command lines that are not understood, told in the language of who typed them, with where the right way stands."""

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Any

from typer import TyperException

from xlsreport.cli.help_page import HelpfulGroup, help_texts
from xlsreport.cli.speech import in_language, users_language
from xlsreport.language import Language

_QUOTED = re.compile(r"'(.*?)'", re.DOTALL)  # what typer quotes of the command line
_EXTRA = re.compile(r"unexpected extra [a-z()]+ \((.*)\)", re.DOTALL)


def usage_error(error: TyperException, arguments: Sequence[str], commands: Collection[str]) -> str:
    """Return one line that says what of the command line `arguments` was not understood, and whose help to read."""
    texts, context = help_texts(users_language()), getattr(error, "ctx", None)
    said = _TOLD.get(type(error).__name__, _other)(error, texts)
    own = [each for each in arguments[:1] if each in commands]  # where typer does not say which one it speaks of
    see = texts.text("usage_see", command=context.command_path if context else " ".join(["xlsreport", *own]))
    return f"{said} {see}"


def _no_option(error: Any, texts: Language) -> str:
    said = texts.text("usage_no_option", said=error.option_name)
    meant = sorted(error.possibilities or ())
    return f"{said} {texts.text('usage_meant', meant=', '.join(meant))}" if meant else said


def _missing(error: Any, texts: Language) -> str:
    return texts.text("usage_missing", name=_name(error.param), told=_told(error.param, texts))


def _bad_value(error: Any, texts: Language) -> str:
    if error.param is None:
        return f"{error.format_message()}"
    return texts.text("usage_bad_value", name=_name(error.param), told=_told(error.param, texts))


def _bad_option(error: Any, texts: Language) -> str:
    key = "usage_needs_none" if "does not take" in error.message else "usage_no_value"
    return texts.text(key, name=error.option_name)


def _other(error: Any, texts: Language) -> str:
    message: str = error.format_message()
    quoted = _QUOTED.search(message)
    if quoted and message.startswith("No such command"):
        return _no_command(error, quoted[1], texts)
    extra = _EXTRA.search(message)
    return texts.text("usage_too_many", said=extra[1]) if extra else message


def _no_command(error: Any, said: str, texts: Language) -> str:
    group = error.ctx.command
    known = list(group.commands) if isinstance(group, HelpfulGroup) else []
    near = get_close_matches(said, known)
    told = texts.text("usage_no_command", said=said)
    return f"{told} {texts.text('usage_meant', meant=', '.join(near))}" if near else told


def _name(parameter: Any) -> str:
    """Return what a parameter is called where it is typed: `--period`, `PATH`."""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.display_name_raw)


def _told(parameter: Any, texts: Language) -> str:
    """Return what a parameter is for, and the values that it takes where they are few."""
    takes = "|".join(str(each) for each in parameter.type_descriptor.choices or ())
    return f"{in_language(parameter.help or '', texts.name)} {takes}".strip()


_TOLD = {
    "NoSuchOption": _no_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "BadOptionUsage": _bad_option,
}
