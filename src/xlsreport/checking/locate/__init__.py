"""Locating: which cells are wrong, found by using all laws of a form at once, and what they may have been."""

from collections.abc import Sequence

from xlsreport.checking.locate.blanks import with_inferred
from xlsreport.checking.locate.causes import causes_of
from xlsreport.checking.locate.folding import folded
from xlsreport.checking.locate.laws import ReviewState, declared
from xlsreport.checking.locate.restoring import restored
from xlsreport.model.finding import Finding

__all__ = ["ReviewState", "located"]


def located(seen: ReviewState, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return `findings` with proposals, those of one cause as one finding; just as they are where all laws hold."""
    if not any(f.blocks or f.difference is not None for f in findings):
        return tuple(findings)
    declaration = declared(seen, findings)
    causes = causes_of(declaration.system)
    return restored(seen, with_inferred(seen, declaration, folded(seen, declaration, causes, findings)))
