"""The bar that shows on a terminal how far the work has come."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn
from rich.text import Text

from xlsreport.language import Language


def bar(console: Console, language: Language, doing: str) -> Progress:
    """Return a bar on `console` before which stands what is being `doing`."""
    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(language),
        TextColumn("{task.fields[name]}", markup=False),
    )
    return Progress(*columns, console=console, transient=True)


class _Rate(ProgressColumn):
    """How many files are read in a second."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def render(self, task: Task) -> Text:
        """Return the rate, nothing before it is known."""
        return Text(self._language.text("files_a_second", count=f"{task.speed:.0f}") if task.speed else "")
