"""How a node's consolidated workbook enters the total, in words: for its units, compared with them, or in another."""

from collections.abc import Sequence

from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding
from xlsreport.model.outcome import INSIDE, Entry, Standing
from xlsreport.pipeline.standing.context import StandingContext

_NAMED = 5  # units that a message names


def how_it_counts(
    whole: Entry, contents: Contents, lacking: Sequence[str], upper: Entry | None, context: StandingContext
) -> Finding:
    """Return the note on a whole whose standing is settled; `upper` is the one that stands for it in turn.

    `lacking` are the codes of those in it whose figures are not here by themselves: none where it is compared.
    """
    text, count = context.language.text, len(contents.joined)
    if upper is not None:
        return inside_another("inside_whole_too", upper, context)
    if not lacking:
        return context.language.finding("D821", {"count": count})
    key = "whole_held" if whole.standing is Standing.HELD else "whole_counts"
    why = text("whole_why", names=_names(whole, contents, lacking, context), count=len(lacking))
    return context.language.finding("D822", {"what": text(key, count=count, why=why)})


def inside_another(key: str, whole: Entry, context: StandingContext) -> Finding:
    """Return the note that something is in `whole`, and counts with it alone."""
    how = context.language.text(key, name=whole.name, file=whole.file.name if whole.file else "")
    return context.language.finding(INSIDE, {"what": how})


def _names(whole: Entry, contents: Contents, lacking: Sequence[str], context: StandingContext) -> str:
    text = context.language.text
    named = [
        text("own_office", name=whole.name) if code == whole.code else contents.joined[code].name or code
        for code in lacking[:_NAMED]
    ]
    more = text("and_more", count=len(lacking) - _NAMED) if len(lacking) > _NAMED else ""
    return text("comma").join(named) + more
