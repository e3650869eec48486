"""The small parts of a form, each a value of a few words."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xlsreport.model.address import Address

DETAILS_CELLS = 2_000_000  # no office program is at ease with more in one sheet
CAPTION_ROW = 2  # the row under a sheet's title, which a form keeps for its verdict


@dataclass(frozen=True, slots=True)
class Range:
    """From the least to the most, both included."""

    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class WordMeaning:
    """What a word says that stands where a number may: how it counts when figures are joined.

    It is one number where `least` is `most`, somewhere between the two where it is not; `left_out` is none at all.
    With neither it makes what is joined unknown.
    """

    left_out: bool = False
    bounds: Range | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is measured in: `unit`, and the decimals that it allows (None where any number of them).

    A figure that is `rounded` was rounded to these decimals. `factor` of the unit `instead`, which is typed by mistake,
    make one of `unit`. `plausible` says by the sender's
    level what a true figure keeps to, under "" for every level.
    """

    unit: str = ""
    instead: str = ""
    factor: Decimal | None = None
    decimals: int | None = None
    rounded: bool = False
    plausible: Mapping[str, Range] = field(default_factory=dict)
    words: Mapping[str, WordMeaning] = field(default_factory=dict)

    @property
    def only_words(self) -> bool:
        """Whether it says nothing of numbers, only which words may stand for something else."""
        return bool(self.words) and Measure(words=self.words) == self

    def says_none(self, word: str) -> bool:
        """Whether `word` stands for no number at all, and is left out of what is joined."""
        return word in self.words and self.words[word].left_out

    def word_in(self, text: str) -> str | None:
        """Return the word of the form that `text` is, however it is spaced or spelt in capitals; None for any other."""
        if not self.words:
            return None
        key = _written(text)
        return next((word for word in self.words if _written(word) == key), None)

    def plausible_at(self, level: str) -> Range | None:
        """Return what a true figure of a sender of `level` keeps to: of an unknown level, of any that is named."""
        known = self.plausible
        if not known or level in known or "" in known:
            return known.get(level, known.get(""))
        return Range(min(each.least for each in known.values()), max(each.most for each in known.values()))


UNMEASURED = Measure()


def _written(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True, slots=True)
class Edition:
    """Another edition of the form: the texts that it is known by, and where its cells stand in this one.

    `cells` is empty where nobody has said; else a cell of that edition that is not in it stands nowhere. `form` is the
    id of the form that it was, "" where that is this one's.
    """

    marks: Mapping[Address, str]
    cells: Mapping[Address, Address] = field(default_factory=dict)
    form: str = ""


@dataclass(frozen=True, slots=True)
class MainFigure:
    """A figure that a leader asks for first: its cell, its short name and its unit; blank where the form gives none."""

    address: Address
    name: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The words that a rule's result cell uses where the rule holds, and where it cannot be applied."""

    passed: frozenset[str]
    not_applicable: frozenset[str]


@dataclass(frozen=True, slots=True)
class IdentityCells:
    """Where a workbook says whose it is, and for which period; `contact` are its addresses and telephones.

    `person` and `telephone` are whom to ask about it, and under which number, where the form says so.
    """

    name: Address
    code: Address
    period: Address
    level: Address | None = None
    contact: tuple[Address, ...] = ()
    person: Address | None = None
    telephone: Address | None = None


@dataclass(frozen=True, slots=True)
class PublicationDays:
    """Until which day of the time after the period the report of the whole, or of a department, is published.

    `address` is the cell that says where on the web; a day is blank where the form sets none.
    """

    whole: str = ""
    department: str = ""
    address: Address | None = None


NO_DAYS = PublicationDays()


@dataclass(frozen=True, slots=True)
class FileNames:
    """What the files of a workspace are called in the form's language.

    `draft` and `consolidated_draft` are the report and the consolidated workbook of what is not final yet.
    """

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
    board: str = "board.html"
    consolidated_draft: str = "consolidated (draft).xlsx"

    def report_when(self, *, final: bool) -> str:
        """Return what the report is called."""
        return self.report if final else self.draft

    def consolidated_when(self, *, final: bool) -> str:
        """Return what the consolidated workbook is called."""
        return self.consolidated if final else self.consolidated_draft
