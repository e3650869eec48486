"""When collected mails came into their mailbox, which says what their own headers may not."""

from collections.abc import Sequence
from dataclasses import replace

from xlsreport.mailing.collected import COLLECTED, arrivals_of
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.workspace import PeriodWorkspace


def with_arrivals(files: Sequence[SourceFile], workspace: PeriodWorkspace) -> tuple[SourceFile, ...]:
    """Return `files`, those that were collected with the moment at which their mailbox took them in."""
    moments = arrivals_of(workspace.root.ledgers(workspace.period) / COLLECTED)
    return tuple(replace(each, arrived_at=moments.get(each.sha256)) if moments else each for each in files)
