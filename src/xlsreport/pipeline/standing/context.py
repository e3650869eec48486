"""What every judgement over the submissions is given: values alone, no folder and no process."""

from dataclasses import dataclass, field

from xlsreport.language import Language
from xlsreport.model.decisions import Decisions
from xlsreport.model.evidence import Evidence
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster


@dataclass(frozen=True, slots=True)
class StandingContext:
    """The form, who should report, and what the coordinator decided and knows from other systems."""

    form: Form
    language: Language
    roster: Roster
    decisions: Decisions = field(default_factory=Decisions)
    evidence: tuple[Evidence, ...] = ()
