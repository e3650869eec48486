"""The only module that prints: results on stdout, progress and complaints on stderr."""

import errno
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, TextIO

from xlsreport.cli.wrapping import hanging, printable
from xlsreport.language import Language
from xlsreport.model.finding import Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from rich.text import Text

_STYLES = {Severity.ERROR: "bold red", Severity.QUERY: "yellow", Severity.NOTE: "dim"}

_LINE_EVERY = 1000  # files, where there is no terminal for a bar

_AS_TERMINAL = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")  # rich takes what is none for a terminal
READING = ("reading", "files_read", "files_so_far")  # the texts: doing it, done, so far
WRITING = ("writing", "reports_made", "reports_so_far")

Step = Callable[[int, int, str], None]


class Loudness(IntEnum):
    """How much a command says beside its exit code and what is asked of it as JSON."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


LOUDNESS = ContextVar[Loudness]("LOUDNESS", default=Loudness.NORMAL)  # of this command line


class Screen:
    """Prints for one command. Text of others is printed as it is: no markup, no escape sequences."""

    def __init__(self) -> None:
        """Open both streams as UTF-8, which a Windows console or a pipe may not be."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="replace")

    @cached_property
    def _out(self) -> "Console":
        return _console(stderr=False)

    @cached_property
    def _err(self) -> "Console":
        return _console(stderr=True)

    def load(self) -> None:
        """Load what prints, while there is time."""
        if not _is_piped(sys.stdout):
            self._out  # noqa: B018 - it is made when it is first asked for

    def line(self, text: str = "", style: str = "") -> None:
        """Print one result line."""
        if self._is_quiet:
            return
        if not (_is_piped(sys.stdout) and _written(sys.stdout, text)):
            self._out.print(_fitted(text, self._out, style))

    def lines(self, texts: Iterable[str]) -> None:
        """Print several result lines."""
        for text in texts:
            self.line(text)

    @property
    def plain(self) -> bool:
        """Whether the terminal shows ASCII alone for certain."""
        return self._out.legacy_windows or not self._out.encoding.lower().startswith("utf")

    def table(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        texts: Collection[int] = (0,),
        spare: Sequence[int] = (),
    ) -> None:
        """Print a table whose columns `texts` are text and the others figures; as wide as it is where it is piped.

        On a terminal columns of `spare` in which nothing stands are left out; where it is too narrow, others too.
        """
        if self._is_quiet:
            return
        from xlsreport.cli.grid import grid, natural_width

        columns = list(range(len(heads)))
        if self._out.is_terminal:
            columns = [column for column in columns if column not in spare or any(row[column] for row in rows)]
            for each in [column for column in spare if column in columns]:
                if natural_width(heads, rows, columns) <= self._out.width:
                    break
                columns.remove(each)
        made = grid([_text(heads[each]) for each in columns], [each not in texts for each in columns])
        for row in rows:
            made.add_row(*(_text(row[each]) for each in columns))
        if not self._out.is_terminal:
            made.width = natural_width(heads, rows, columns)
        self._out.print(made, soft_wrap=False, crop=False)

    def finding(self, severity: Severity, text: str) -> None:
        """Print the line of one finding in the colour of its severity."""
        self.line(text, _STYLES[severity])

    def raw(self, text: str) -> None:
        """Write a document (JSON) to stdout as it is, however quiet the command is."""
        with _while_somebody_reads(sys.stdout):
            sys.stdout.write(text)
            sys.stdout.flush()

    def refuse(self, text: str) -> None:
        """Print one line on stderr, however quiet the command is."""
        if not (_is_piped(sys.stderr) and _written(sys.stderr, text)):
            self._err.print(_fitted(text, self._err))

    def complain(self, text: str) -> None:
        """Print one line on stderr."""
        if not self._is_quiet:
            self.refuse(text)

    def detail(self, text: str) -> None:
        """Print one line on stderr that is for who asks for it."""
        if self.is_verbose:
            self.refuse(text)

    @property
    def is_verbose(self) -> bool:
        """Whether all is wanted that can be told."""
        return LOUDNESS.get() is Loudness.VERBOSE

    @property
    def _is_quiet(self) -> bool:
        return LOUDNESS.get() is Loudness.QUIET

    def complaints(self, texts: Iterable[str]) -> None:
        """Print several lines on stderr."""
        for text in texts:
            self.complain(text)

    def progress(self, language: Language, texts: tuple[str, str, str] = READING) -> "Advance":
        """Return what shows how far the reading of files has come, or what else `texts` say."""
        return Advance(None if self._is_quiet else self._err, language, texts)


class Advance:
    """A bar on a terminal, one plain line otherwise; use it as a context manager."""

    def __init__(self, console: "Console | None", language: Language, texts: tuple[str, str, str]) -> None:
        """Show progress on `console`, where there is one."""
        self._bar: Progress | None = None
        if console is not None and console.is_terminal:
            from xlsreport.cli.bar import bar

            self._bar = bar(console, language, language.text(texts[0]))
        self._console, self._language, self._texts = console, language, texts

    def __enter__(self) -> Step:
        if self._bar is None:
            return self._plain
        task = self._bar.add_task("", name="", total=None)
        bar = self._bar

        def step(done: int, of: int, name: str) -> None:
            bar.start()  # not before: somebody may be asked for a password first
            bar.update(task, completed=done, total=of or None, name=printable(name)[:40])

        return step

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _plain(self, done: int, of: int, name: str) -> None:
        if self._console is None:
            return
        if done == of:
            self._console.print(_text(self._language.text(self._texts[1], count=of)))
        elif done and done % _LINE_EVERY == 0:
            self._console.print(_text(self._language.text(self._texts[2], count=done, of=of)))


def _is_piped(stream: TextIO) -> bool:
    """Whether a line on `stream` is nothing but its text, so that nobody waits for rich."""
    isatty = getattr(stream, "isatty", None)  # of a program without a console there is no stream
    return isatty is not None and not isatty() and not any(map(os.environ.get, _AS_TERMINAL))


def _written(stream: TextIO, text: str) -> bool:
    """Write one line, and return that it is done with: where nobody reads any more, nothing is to be done."""
    with _while_somebody_reads(stream):
        stream.write(f"{printable(text)}\n")
        stream.flush()
    return True


@contextmanager
def _while_somebody_reads(stream: TextIO) -> Iterator[None]:
    """Write on `stream`; where its reader went away (`| head -1`), the rest goes nowhere and the command goes on."""
    try:
        yield
    except OSError as error:
        if not isinstance(error, BrokenPipeError) and not (sys.platform == "win32" and error.errno == errno.EINVAL):
            raise
        _to_nowhere(stream)


def _to_nowhere(stream: TextIO) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _console(*, stderr: bool) -> "Console":
    from rich.console import Console

    class Readerless(Console):
        """A console that goes on where nobody reads any more."""

        def on_broken_pipe(self) -> None:
            _to_nowhere(self.file)  # type: ignore[arg-type]

    return Readerless(markup=False, highlight=False, soft_wrap=True, emoji=False, stderr=stderr)


def _fitted(text: str, console: "Console", style: str = "") -> "Text":
    """Return `text` as it stands on `console`: broken between words on a terminal, which would break it in one."""
    from rich.text import Text

    lines = hanging(printable(text), console.width - 1) if console.is_terminal else [printable(text)]
    return Text("\n".join(lines), style=style)


def _text(text: str, style: str = "") -> "Text":
    from rich.text import Text

    return Text(printable(text), style=style)
