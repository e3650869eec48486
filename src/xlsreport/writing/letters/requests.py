"""What a department is asked about the findings on what it sent: to correct, to explain, or to look again."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.contents import Contents
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form, Rule
from xlsreport.model.review import Review
from xlsreport.model.wording import as_text, one_line
from xlsreport.model.workbook import Value
from xlsreport.writing.wording.finding_words import suggestion_text

_OURS = ("D", "X")  # the families of findings about the coordinator's decisions, and about us
_STRUCTURE = "S"  # the family of findings about what is where in a file
_WHOSE = ("S108", "S120", "S123")  # of a whole file: it names another sender, and the copy is filled in for this one
# of a whole file: what is asked in words of its own
_ASKED = {"S118": "ask_left_out", "S121": "ask_final", "S129": "ask_same_version"}
_JOINED = ("A62",)  # what is wrong with a consolidated workbook is mended where it was consolidated
_NOT_HERE = ("F117", "F150", "F160")  # a workbook that is there, filled in, and did not come with its mail
_STOPS = tuple("。．.！!？?；;：:…")
_CLOSING = "”’"  # a quotation's own stop ends the sentence
_QUOTED = 60  # characters of what the sender wrote that a sentence quotes
_LONGEST = 600  # characters of a sentence: a longer one was swollen by what it quotes
_NAME = 200  # characters of a name


@dataclass(frozen=True, slots=True)
class Copy:
    """A form that goes back to a department: what is filled in, which cells it may not change, what is asked.

    `tentative` are those of `values` that its sender is to confirm, because their sheet could not be read for certain;
    `answered` are queries that it explained in an earlier list, which goes with it so that nothing is lost. `others`
    gives the names of other departments that stand in a text: of these it is told nothing, but of those that stand
    `under` it, and of who is in the consolidated workbook that it sent (`contents`), which stays one where that is
    `untold`. `kept` is false where nothing of what it sent is filled in.
    """

    form: Form
    name: str
    values: Mapping[Address, Value]
    locked: Collection[Address]
    asked: tuple[Finding, ...]
    kept: bool = True
    tentative: Collection[Address] = frozenset()
    answered: tuple[Finding, ...] = ()
    others: Callable[[str], Collection[str]] = lambda _: ()
    under: frozenset[str] = frozenset()
    contents: Contents | None = None
    untold: bool = False

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be corrected."""
        return tuple(each for each in self.asked if each.severity is Severity.ERROR)

    @property
    def queries(self) -> tuple[Finding, ...]:
        """What must be corrected or explained."""
        return tuple(each for each in self.asked if each.severity is Severity.QUERY)

    @property
    def unconfirmed(self) -> tuple[str, ...]:
        """The sheets whose figures the sender is to confirm."""
        return tuple(name for name in self.form.layouts if any(cell.sheet == name for cell in self.tentative))

    @property
    def unread(self) -> tuple[str, ...]:
        """The sheets of which nothing could be filled in, though something came."""
        filled = {cell.sheet for cell in self.values if cell not in self.locked}
        lost = {each.sheet for each in self.errors if each.code.startswith(_STRUCTURE)}
        return tuple(name for name in self.form.layouts if name in lost - filled) if self.kept else ()


def asked_of(review: Review) -> tuple[Finding, ...]:
    """Return the findings that a department is to deal with: errors nobody accepted and queries unexplained."""
    return tuple(each for each in review.findings if each.open and not each.code.startswith(_OURS))


def answered_in(review: Review) -> tuple[Finding, ...]:
    """Return the queries that a department explained in the list that it was sent."""
    return tuple(each for each in review.findings if each.explanation is not None and each.said)


def wish(finding: Finding, copy: Copy, language: Language) -> str:
    """Return what the department is asked to do about `finding`, with what is proposed where no word of it was said."""
    asked = _wish(finding, copy, language)
    formulas = copy.form.formulas  # our own stand in the copy: nothing is to be typed over them
    open_ = tuple(way for way in finding.suggestions if any(c.address not in formulas for c in way))
    if not open_ or _is_said(finding):
        return asked
    return joined(
        language.text("ask_proposed", text=_proposed(replace(finding, suggestions=open_), language)), asked, language
    )


def _is_said(finding: Finding) -> bool:
    """Whether what is wrong was said with the cells or the value that are proposed."""
    message = one_line(finding.message)
    changes = [change for way in finding.suggestions for change in way]
    own = (as_text(each.after) for each in changes if each.address == finding.address)
    return any(str(each.address) in message for each in changes) or any(text and text in message for text in own)


def _proposed(finding: Finding, language: Language) -> str:
    """Return the one correction that is proposed, or the cells among which one is to be found."""
    if len(finding.suggestions) == 1:
        return " ".join(suggestion_text(finding, language).split())
    cells = dict.fromkeys(str(change.address) for way in finding.suggestions for change in way)
    return language.text("comma").join(cells)


def fact(finding: Finding, copy: Copy, language: Language) -> str:
    """Return what is wrong, with what stood in the cell where it is not in the copy."""
    message, found = _told(finding, copy, language), _quoted(one_line(as_text(finding.found)))
    lost = finding.address is not None and finding.address not in copy.values and found and found not in message
    return joined(message, language.text("ask_found", found=found), language) if lost else message


def _told(finding: Finding, copy: Copy, language: Language) -> str:
    """Return what is wrong in whole sentences; in general words where they would speak of another department."""
    said, found = one_line(finding.letter or finding.message), one_line(as_text(finding.found))
    said = said.replace(found, _quoted(found)) if found else said
    return (
        said if len(said) <= _LONGEST and not _names_another(said, finding, copy) else _title(finding, copy, language)
    )


def _quoted(text: str) -> str:
    """Return the beginning of a long text of the sender: it is the quotation that is cut, never our sentence."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _names_another(said: str, finding: Finding, copy: Copy) -> bool:
    """Whether `said` has the name of another department that the sender did not write itself.

    A name within a longer one is none: whose unit it is may be told of the unit, and not of a district called like it.
    """
    own = (copy.name, as_text(finding.found), *(value for value in copy.values.values() if isinstance(value, str)))
    named = {name for name in copy.others(said) if all(name not in text for text in own)}
    if not named:
        return False
    inside = {each.name for each in copy.contents.units if each.name} if copy.contents else set()
    known = {name for name in copy.under | inside if name in said}
    longest = "|".join(re.escape(name) for name in sorted(known | named, key=lambda name: (-len(name), name)))
    return any(match[0] not in known for match in re.finditer(longest, said))


def _title(finding: Finding, copy: Copy, language: Language) -> str:
    rule = _rule_of(finding, copy)
    return rule.text if rule is not None else language.entries[finding.code].title


def brief(text: str) -> str:
    """Return a name on one line, without what cannot be seen, and not endless."""
    line = one_line(text)
    return line if len(line) <= _NAME else line[:_NAME] + "…"


def joined(first: str, second: str, language: Language) -> str:
    """Return two sentences as one text; a full stop is set where the first ends without."""
    ended = first if first.rstrip(_CLOSING).endswith(_STOPS) else first + language.text("sentence_end")
    return language.text("two_sentences", first=ended, second=second)


def worst(findings: Sequence[Finding]) -> Severity:
    """Return the worst severity among `findings`."""
    return min((each.severity for each in findings), key=lambda severity: severity.rank)


def _rule_of(finding: Finding, copy: Copy) -> Rule | None:
    return next((each for each in copy.form.rules if finding.code == f"T-{each.id}"), None)


def _wish(finding: Finding, copy: Copy, language: Language) -> str:
    rule = _rule_of(finding, copy)
    if finding in copy.answered:
        return language.text("ask_answered")
    if not copy.kept:
        return language.text("ask_attached" if finding.code in _NOT_HERE else "ask_again")
    if _is_known(finding, copy):
        return language.text("ask_known")
    error = finding.severity is Severity.ERROR
    if finding.address is None and finding.code in _ASKED:
        return language.text(_ASKED[finding.code])
    if finding.code.startswith(_JOINED) and copy.contents is not None:
        return language.text("ask_joined_again" if error else "ask_joined")
    if rule is not None:
        return language.text("ask_excuse" if error else "ask_explain", cell=rule.explanation)
    return (_to_correct if error else _to_explain)(finding, copy, language)


def _is_known(finding: Finding, copy: Copy) -> bool:
    """Whether it is about what the copy says for certain: an identity cell, or whose the file is."""
    whose = finding.address is None and finding.sheet is None and finding.code in _WHOSE
    return whose or finding.address in copy.locked


def _to_correct(finding: Finding, copy: Copy, language: Language) -> str:
    if finding.code.startswith(_STRUCTURE) and finding.sheet in copy.unconfirmed:
        count = sum(cell.sheet == finding.sheet for cell in copy.tentative)
        return language.text("ask_confirm", count=count)
    if finding.sheet in copy.unread or (finding.address is None and finding.sheet is not None):
        return language.text("ask_refill")
    restored = finding.code.startswith("M") and finding.address in copy.form.formulas
    return language.text("ask_restored" if restored else "ask_correct")


def _to_explain(finding: Finding, copy: Copy, language: Language) -> str:
    if finding.address is None:
        return language.text("ask_placed" if finding.sheet is not None else "ask_answer")
    if finding.code.startswith(_STRUCTURE) and finding.address not in copy.form.fields:
        return language.text("ask_label")
    value = copy.values.get(finding.address)
    if isinstance(value, Decimal) and isinstance(finding.found, str):
        return language.text("ask_filled", value=as_text(value))
    return language.text("ask_answer")
