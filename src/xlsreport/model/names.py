"""What the files of a workspace are called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileNames:
    """What the files of a workspace are called in the form's language."""

    roster: str
    whole: str
    summary: str
    report: str
    draft: str
    consolidated: str
    blank: str
    decisions: str = "decisions.xlsx"
    evidence: str = "evidence.xlsx"
    annex: str = "annex.docx"
    catalogue: str = "catalogue.xlsx"
