"""What every judgement over the submissions is given: values alone, no folder and no process."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property

from xlsreport.intake.version_marks import VersionNames
from xlsreport.language import Language
from xlsreport.model.decisions import Decisions
from xlsreport.model.evidence import Evidence
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster


@dataclass(frozen=True)  # no slots: what follows from the fields is worked out once and kept
class StandingContext:
    """The form, who should report, and what the coordinator decided and knows from other systems.

    `period` is the one that is reported, None where any will do; `issued` are the files that were laid out to be sent,
    their names by SHA-256. `letters` are those that went by mail: their departments' codes by Message-ID.
    """

    form: Form
    language: Language
    roster: Roster
    decisions: Decisions = field(default_factory=Decisions)
    evidence: tuple[Evidence, ...] = ()
    period: int | None = None
    issued: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> VersionNames:
        """The reading of file names for versions, which knows what names a sender or the form."""
        files = (getattr(self.form.names, each.name) for each in fields(self.form.names))
        return VersionNames(
            self.language,
            tuple(sorted(self.roster.bearers)),
            frozenset(each.code for each in self.roster.departments),
            (self.form.title, *(_stem(each) for each in files)),
            self.period,
        )


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name
