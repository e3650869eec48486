"""A file that was read, matched and reviewed: what the judgements over all files are made from."""

from dataclasses import dataclass

from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile


@dataclass(frozen=True, slots=True)
class ExaminedFile:
    """A file, whose it is, and what it says; `readable` is false where nothing could be read.

    `untouched` is true of the form as it was sent out, with nothing of a sender's own in it.
    """

    file: SourceFile
    department: Department | None
    review: Review
    readable: bool = True
    untouched: bool = False

    @property
    def senders(self) -> tuple[Identity, ...]:
        """Whose it may be, as last year's figures know them: the department's, then whose it says it is."""
        known = Identity(self.department.code, self.department.name) if self.department else Identity()
        return known, self.review.identity
