"""The help of the program and of its commands: one language, eighty columns, examples, and where to read on."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from typer.core import TyperCommand, TyperGroup

from xlsreport.cli.plain_values import take_plainly
from xlsreport.cli.speech import in_language, other_language, users_language
from xlsreport.cli.wrapping import beside, width, wrapped
from xlsreport.language import Language, file_of_texts

COLUMNS = 80
_WIDEST_NAME = 26  # columns that the names on the left take at most


class HelpfulCommand(TyperCommand):
    """A command whose help is a page of ours, and which takes plain words as they are."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return its parameters."""
        return take_plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the command's page in the user's language."""
        return help_page(self, ctx, users_language())

    def get_short_help_str(self, limit: int = COLUMNS) -> str:
        """Return its first line in the user's language, which a shell shows beside its name."""
        return in_language(self.help or "", users_language())[:limit]


class HelpfulGroup(TyperGroup):
    """The program, whose help is a page of ours too."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters before the command's own."""
        return take_plainly(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the program's page in the user's language."""
        return help_page(self, ctx, users_language())


def help_page(command: "TyperCommand | TyperGroup", ctx: Any, name: str) -> str:
    """Return the help of `command` in the language `name`, in lines of at most eighty columns."""
    language = help_texts(name)
    lines = [*wrapped(in_language(command.help or "", name), COLUMNS), ""]
    lines += _usage(command, ctx, language)
    commands = command.commands if isinstance(command, TyperGroup) else {}
    told = [(each, in_language(one.help or "", name)) for each, one in commands.items()]
    lines += _section(language.text("help_commands"), told)
    parameters = command.get_params(ctx)
    for kind, heading in (("argument", "help_arguments"), ("option", "help_options")):
        own = [each for each in parameters if each.param_type_name == kind]
        lines += _section(language.text(heading), [_parameter(each, ctx, language) for each in own])
    lines += _examples(ctx, language)
    if commands:
        lines += _section(
            language.text("help_exit_codes"), [tuple(each.split(" ", 1)) for each in language.lists["help_codes"]]
        )
    lines += ["", *wrapped(language.text("help_docs"), COLUMNS)]
    lines += wrapped(_elsewhere(ctx, name), COLUMNS)
    return "\n".join(lines)


@cache
def help_texts(name: str) -> Language:
    """Return the texts of help in the language `name`, and no others: nobody waits for the rule book."""
    return file_of_texts("help", name)


def _usage(command: Any, ctx: Any, language: Language) -> Iterator[str]:
    head = language.text("help_usage", command=ctx.command_path)
    own = [each for each in command.get_params(ctx) if each.param_type_name == "argument"]
    typed = [each.display_name_raw if each.required else f"[{each.display_name_raw}]" for each in own]
    if isinstance(command, TyperGroup):
        typed = [language.text("help_command_piece")]
    yield " ".join((head, language.text("help_options_piece"), *typed))


def _parameter(parameter: Any, ctx: Any, language: Language) -> tuple[str, str]:
    """Return how a parameter is typed and what it is for."""
    if parameter.name == "help":
        return ", ".join(sorted(parameter.opts, key=len)), language.text("help_help")
    if parameter.param_type_name == "argument":
        typed = str(parameter.display_name_raw)
    else:
        names, kind, rest = (parameter.get_help_record(ctx) or ("", ""))[0].partition(" <")
        typed = names + _valued(f"{kind}{rest}".strip(), language)
    told = in_language(parameter.help or "", language.name)
    return typed, told + (language.text("help_required") if parameter.required else "")


def _valued(kind: str, language: Language) -> str:
    """Return the kind of an option's value, as typer calls it, in words."""
    known = dict(each.split(" ", 1) for each in language.lists["help_kinds"])
    return f" <{known.get(kind.strip('<>').replace(' ', '-'), kind.strip('<>'))}>" if kind else ""


def _section(heading: str, told: Sequence[tuple[str, ...]]) -> Iterator[str]:
    if told:
        indent = min(max(width(name) for name, _ in told), _WIDEST_NAME) + 4
        yield from ("", heading)
        for name, text in told:
            yield from beside(name, text, indent, COLUMNS)


def _examples(context: Any, language: Language) -> Iterator[str]:
    """Yield the examples of a command, by its path: `check` and `forms check` are two."""
    path = "_".join(context.command_path.split()[1:]) or context.command.name or ""
    key = f"help_examples_{path.replace('-', '_')}"
    if examples := language.lists.get(key, ()):
        yield from ("", language.text("help_examples"))
        yield from (f"  {each}" for each in examples)


def _elsewhere(ctx: Any, name: str) -> str:
    """Return how to have the page in the other language, said in that one."""
    other = other_language(name)
    return help_texts(other).text("help_elsewhere", command=ctx.command_path, name=other)
