"""What a form says of its prose: which words count which cells, and what must not be left in a text."""

from dataclasses import dataclass
from typing import Union

from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class Term:
    """A cell that a figure counts, `factor` times (1, or -1 where it is taken off)."""

    address: Address
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Piece:
    """One step of a wording: one of `choices`, each a word or a wording of its own; `optional` ones may be left out."""

    choices: tuple[Union[str, "Wording"], ...]
    optional: bool = False


Wording = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that say what a figure counts: those right before it, and those right after its unit.

    Where there are `topics`, one of them must have been spoken of before. `units` are those that the figure may have,
    any where empty; an amount of money is in the one that is named, as its cells are. `year` is how many years after
    the period a year is that stands among the words (-1: the year before). A `bounded` one is nobody's name but a
    thing's, and stands only where nothing else is joined to it. An `unsaid` one is what “none” alone is said of; an
    `elliptic` one leaves out its subject, which is that of the figure before.
    """

    terms: tuple[Term, ...]
    before: Wording = ()
    after: Wording = ()
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    year: int = 0
    bounded: bool = False
    unsaid: bool = False
    elliptic: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Cells that the form's own labels name, and what a phrase that names one needs besides: topics and units."""

    cells: tuple[Address, ...]
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    by_column: bool = False


@dataclass(frozen=True, slots=True)
class Narrative:
    """The vocabulary of a form's prose; without any, only what no text may hold is looked for.

    `topics` are the subjects that phrases ask for, by name; `labelled` the cells named by their labels; `also`
    pairs a cell with the one that it may be told together with, or without; `elsewhere` are the words of other
    subjects; `published` those that count what was made public; `channels` the ways that a part came by; `apart`
    end a list; `beside` are what else a text says in one breath that there was none of; `wider` say
    behind a figure that it counts more than the form does; `subjects` are what the
    form counts; `statistics` open the sentence that names the first and the last day; `standard` are words of
    sentences that every year has; `selves` pairs how a department calls itself with the word that its name then
    holds; `headings` are those of sections that are no prose; `superseded` pairs a document's number with the one
    that took its place; `documents` are other numbers that are right; `speaking` are the texts that must say
    something.
    """

    phrases: tuple[Phrase, ...] = ()
    topics: tuple[tuple[str, Wording], ...] = ()
    labelled: tuple[Named, ...] = ()
    also: tuple[tuple[Address, Term], ...] = ()
    units: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    wider: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()
    selves: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    speaking: frozenset[Address] = frozenset()

    def __hash__(self) -> int:
        """Hash a little of it: there is one to a form, it is long, and it is looked up at every text."""
        return hash((len(self.phrases), self.subjects))
