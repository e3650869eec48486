"""Which letters are overtaken: what they ask for has come since they were made."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsreport.intake.gather import gather
from xlsreport.model.outcome import UNDECIDED, Entry, Outcome, Standing
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.consolidate import Options, Progress, consolidate_workspace
from xlsreport.pipeline.post.drafts import Draft, RoundKind
from xlsreport.pipeline.workspace import PeriodWorkspace


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A letter that is not to go, and the file of its department that has come since."""

    draft: Draft
    file: SourceFile


def overtaken(
    workspace: PeriodWorkspace, drafts: Sequence[Draft], progress: Progress | None = None
) -> tuple[Overtaken, ...]:
    """Return those of `drafts` whose departments have reported since, as the inbox says now; nothing is written."""
    inbox = workspace.root.inbox(workspace.period)
    asked = [each for each in drafts if each.kind is not RoundKind.ISSUE and each.department]
    if not asked or not inbox.is_dir() or not gather(inbox):
        return ()
    outcome = consolidate_workspace(workspace, Options(keep_reviews=True), progress)
    found = ((each, come_since(each.kind, each.about, each.department, outcome)) for each in asked)
    return tuple(Overtaken(each, file) for each, file in found if file is not None)


def come_since(kind: RoundKind, about: str, code: str, outcome: Outcome) -> SourceFile | None:
    """Return the file by which a department has reported since a letter of `kind` was made for it; None for none.

    A reminder was made when it had sent nothing, a return for the file whose SHA-256 is `about` (blank: not known).
    """
    standing = outcome.standing_of(code)
    own = [each for each in outcome.entries if each.code == code and each.standing is standing and each.file]
    if standing is Standing.MISSING or (kind is RoundKind.SEND_BACK and not _is_another(about, own)):
        return None
    return next((each.file for each in own if each.file and each.file.sha256 != about), None)


def _is_another(about: str, own: Sequence[Entry]) -> bool:
    """Whether what stands for a department is not, or not only, the file that a return is about."""
    undecided = any(finding.code == UNDECIDED for entry in own for finding in entry.review.findings)
    there = any(each.file.sha256 == about for each in own if each.file)
    return bool(about) and (undecided or not there)
