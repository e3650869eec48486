"""What a department is asked about the findings on what it sent: to correct, to explain, or to look again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Value
from xlsreport.writing.wording.finding_words import suggestion_text

_OURS = ("D", "X")  # the families of findings about the coordinator's decisions, and about us
_WHOSE = "S"  # the family of findings about structure; of a whole file they say that it names another sender
_STOPS = tuple("。．.！!？?；;：:…")
_LONGEST = 200  # characters of a sentence that may quote the sender


@dataclass(frozen=True, slots=True)
class Copy:
    """A form that goes back to a department: what is filled in, which cells it may not change, what is asked.

    `kept` is false where nothing could be read of what it sent.
    """

    form: Form
    name: str
    values: Mapping[Address, Value]
    locked: Collection[Address]
    asked: tuple[Finding, ...]
    kept: bool = True

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be corrected."""
        return tuple(each for each in self.asked if each.severity is Severity.ERROR)

    @property
    def queries(self) -> tuple[Finding, ...]:
        """What must be corrected or explained."""
        return tuple(each for each in self.asked if each.severity is Severity.QUERY)


def asked_of(review: Review) -> tuple[Finding, ...]:
    """Return the findings that a department is to deal with: errors nobody accepted and queries unexplained."""
    return tuple(each for each in review.findings if each.open and not each.code.startswith(_OURS))


def wish(finding: Finding, copy: Copy, language: Language) -> str:
    """Return what the department is asked to do about `finding`, with what is proposed where no word of it was said."""
    asked = _wish(finding, copy, language)
    formulas = copy.form.formulas  # our own stand in the copy: nothing is to be typed over them
    open_ = tuple(each for each in finding.suggestions if any(c.address not in formulas for c in each))
    if not open_ or _is_said(finding):
        return asked
    return joined(
        language.text("ask_proposed", text=_proposed(replace(finding, suggestions=open_), language)), asked, language
    )


def _is_said(finding: Finding) -> bool:
    """Whether what is wrong was said with the cells or the value that are proposed."""
    message = brief(finding.message)
    changes = [change for each in finding.suggestions for change in each]
    own = (as_text(each.after) for each in changes if each.address == finding.address)
    return any(str(each.address) in message for each in changes) or any(text and text in message for text in own)


def _proposed(finding: Finding, language: Language) -> str:
    """Return the one correction that is proposed, or the cells among which one is to be found."""
    if len(finding.suggestions) == 1:
        return " ".join(suggestion_text(finding, language).split())
    cells = dict.fromkeys(str(change.address) for each in finding.suggestions for change in each)
    return language.text("comma").join(cells)


def fact(finding: Finding, copy: Copy, language: Language) -> str:
    """Return what is wrong, with what stood in the cell where it is not in the copy."""
    message, found = brief(finding.message), brief(as_text(finding.found))
    lost = finding.address is not None and finding.address not in copy.values and found and found not in message
    return joined(message, language.text("ask_found", found=found), language) if lost else message


def brief(text: str) -> str:
    """Return `text` on one line, without what cannot be seen, and not endless."""
    line = "".join(each for each in " ".join(text.split()) if each.isprintable())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"


def joined(first: str, second: str, language: Language) -> str:
    """Return two sentences as one text; a full stop is set where the first ends without."""
    ended = first if first.endswith(_STOPS) else first + language.text("sentence_end")
    return language.text("two_sentences", first=ended, second=second)


def worst(findings: Sequence[Finding]) -> Severity:
    """Return the worst severity among `findings`."""
    return min((each.severity for each in findings), key=lambda severity: severity.rank)


def _wish(finding: Finding, copy: Copy, language: Language) -> str:
    rule = next((each for each in copy.form.rules if finding.code == f"T-{each.id}"), None)
    if not copy.kept:
        return language.text("ask_again")
    if _is_known(finding, copy):
        return language.text("ask_known")
    error = finding.severity is Severity.ERROR
    if rule is not None:
        return language.text("ask_excuse" if error else "ask_explain", cell=rule.explanation)
    return (_to_correct if error else _to_explain)(finding, copy, language)


def _is_known(finding: Finding, copy: Copy) -> bool:
    """Whether it is about what the copy says for certain: an identity cell, or whose the file is."""
    whose = finding.address is None and finding.sheet is None and finding.code.startswith(_WHOSE)
    return whose or finding.address in copy.locked


def _to_correct(finding: Finding, copy: Copy, language: Language) -> str:
    if finding.address is None and finding.sheet is not None:
        return language.text("ask_refill")
    restored = finding.code.startswith("M") and finding.address in copy.form.formulas
    return language.text("ask_restored" if restored else "ask_correct")


def _to_explain(finding: Finding, copy: Copy, language: Language) -> str:
    if finding.address is None:
        return language.text("ask_placed" if finding.sheet is not None else "ask_answer")
    value = copy.values.get(finding.address)
    if isinstance(value, Decimal) and isinstance(finding.found, str):
        return language.text("ask_filled", value=as_text(value))
    return language.text("ask_answer")
