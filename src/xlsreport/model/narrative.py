"""What a form says of its prose: which words count which cells, and what must not be left in a text."""

from dataclasses import dataclass

from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class Term:
    """A cell that a figure counts, `factor` times (1, or -1 where it is taken off)."""

    address: Address
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that say what a figure counts: those right before it, and those right after its unit.

    Where there are `topics`, one of them must stand before the figure in the same sentence. `units` are those that
    the figure may have, any where empty; an amount of money is in the one that is named, as its cells are.
    """

    terms: tuple[Term, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The small words around figures; docs/form.md says what each list does."""

    units: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    about_before: tuple[str, ...] = ()
    about_after: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    compared: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrative:
    """The vocabulary of a form's prose; without any, only what no text may hold is looked for.

    `subjects` are what the form counts; `statistics` open the sentence that names the first and the last day;
    `opening` are the words after a year that begins a paragraph and is the period; `selves` pairs how a department
    calls itself with the word that its name then holds; `headings` are those of sections that are no prose;
    `superseded` pairs a document's number with the one that took its place; `speaking` are the texts that must say
    something.
    """

    phrases: tuple[Phrase, ...] = ()
    marks: Marks = Marks()
    subjects: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    selves: tuple[tuple[str, str], ...] = ()
    headings: tuple[str, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    speaking: frozenset[Address] = frozenset()

    def __hash__(self) -> int:
        """Hash a little of it: there is one to a form, it is long, and it is looked up at every text."""
        return hash((len(self.phrases), self.subjects))
