"""The text that others edited beside a final report: how it differs from what was just consolidated."""

from collections.abc import Iterator
from pathlib import Path

from xlsreport.model.outcome import Outcome
from xlsreport.pipeline.output.keep_edited import kept_copies
from xlsreport.pipeline.workspace import PeriodWorkspace


def final_text_compared(workspace: PeriodWorkspace, outcome: Outcome, output: Path) -> tuple[str, ...]:
    """Return how the edited report in `output` differs from `outcome`, where that is final; nothing where none is."""
    path = next(_edited(workspace, output), None) if outcome.final else None
    if path is None:
        return ()
    from xlsreport.pipeline.documents.compare import differences_of, read_papers  # noqa: PLC0415 - of a final one alone
    from xlsreport.pipeline.documents.known import known_of  # noqa: PLC0415 - of a final one alone

    return differences_of(read_papers([path], workspace), known_of(workspace, outcome))


def _edited(workspace: PeriodWorkspace, output: Path) -> Iterator[Path]:
    """Yield the newest edited copy of the final report, then that of the draft."""
    for name in (workspace.form.names.report, workspace.form.names.draft):
        yield from reversed(list(kept_copies(output, name, workspace.language)))
