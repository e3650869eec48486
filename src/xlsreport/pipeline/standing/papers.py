"""Documents and pictures that came, such as the signed and sealed copy: whose they are."""

from xlsreport.intake.match import match_paper
from xlsreport.model.outcome import Paper
from xlsreport.model.source import SourceFile
from xlsreport.pipeline.standing.context import StandingContext


def paper_of(file: SourceFile, context: StandingContext) -> Paper:
    """Return a paper with its department; a note says so where it is nobody's."""
    department = match_paper(file, context.roster)
    return Paper(file, department, context.language.finding("F126") if department is None else None)
