"""The form as it was sent out, come back: in a bounce, in a reply that quotes our mail, beside the filled one."""

from collections.abc import Sequence

from xlsreport.model.finding import Finding
from xlsreport.model.outcome import Paper
from xlsreport.pipeline.review.examined import ExaminedFile
from xlsreport.pipeline.standing.context import StandingContext


def is_unfilled(each: ExaminedFile, context: StandingContext) -> bool:
    """Whether a file reports nothing: nothing in it is its sender's own, or it is just what was laid out to be sent."""
    return each.readable and (each.untouched or each.file.sha256 in context.issued)


def unfilled_note(each: ExaminedFile, context: StandingContext) -> Finding:
    """Return the note that says what such a file is."""
    issued = context.issued.get(each.file.sha256)
    text = context.language.text
    why = text("unfilled_issued", file=issued) if issued is not None else text("unfilled_untouched")
    return context.language.finding("S124", {"why": why})


def unfilled_of_nobody(examined: Sequence[ExaminedFile], context: StandingContext) -> tuple[Paper, ...]:
    """Return those of no department as papers: nobody is to be asked about them."""
    blanks = [each for each in examined if each.department is None and is_unfilled(each, context)]
    return tuple(Paper(each.file, None, unfilled_note(each, context)) for each in blanks)
