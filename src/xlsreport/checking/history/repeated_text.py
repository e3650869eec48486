"""H: texts that are nearly last year's."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsreport.checking.context import Case
from xlsreport.checking.text.shingles import Repeat, quoted, repeats, shingles, words_of
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Operand
from xlsreport.model.workbook import Value

_SENTENCES = re.compile(r"[^。！？\n]*[。！？\n]?")
_HALF = Decimal("0.5")
_SECTION = 80  # words: a shorter section may say the same every year
_SHOWN = 3  # repeats that a sentence quotes
_QUOTED = 40  # characters of each


@dataclass(frozen=True, slots=True)
class _Section:
    """One text: how many words it has, and what it repeats of last year's texts."""

    address: Address
    text: str
    length: int
    found: tuple[Repeat, ...]

    @property
    def repeated(self) -> int:
        """How many of its words are last year's."""
        return sum(each.length for each in self.found)

    @property
    def share(self) -> Decimal:
        """Which part of it is last year's, from 0 to 1."""
        return share(self.repeated, self.length)


def share(part: int, whole: int) -> Decimal:
    """Return `part` of `whole`, 0 of nothing."""
    return Decimal(part) / whole if whole else Decimal(0)


def check_repeated(case: Case, values: Mapping[Address, Value]) -> tuple[Finding, ...]:
    """Return a query where more than half of all texts is last year's, else one for each long section of which it is.

    A section is compared with all of last year's texts, since sentences move between sections. What must be the same
    every year counts neither as repeated nor as the sender's own.
    """
    if not case.years:
        return ()
    known = shingles(words_of(text) for text in _texts(case, case.years[0]).values())
    sections = [_section(a, text, known) for a, text in _texts(case, values).items()] if known else []
    whole = share(sum(each.repeated for each in sections), sum(each.length for each in sections))
    if whole > _HALF and sum(each.length for each in sections) >= _SECTION:
        return (_all(case, sections, whole),)
    long = (each for each in sections if each.length >= _SECTION and each.share > _HALF)
    return tuple(_one(case, each) for each in long)


def _texts(case: Case, values: Mapping[Address, Value]) -> dict[Address, str]:
    texts = {field.address: values.get(field.address) for field in case.form.prose}
    standard = case.form.narrative.standard
    return {address: own_part(text, standard) for address, text in texts.items() if isinstance(text, str)}


def own_part(text: str, standard: Collection[str]) -> str:
    """Return a text without the sentences that hold one of the words `standard`: every year's report has them."""
    if not any(word in text for word in standard):
        return text
    return "".join(one for one in _SENTENCES.findall(text) if not any(word in one for word in standard))


def _section(address: Address, text: str, known: frozenset[str]) -> _Section:
    words = words_of(text)
    return _Section(address, text, len(words), tuple(repeats(words, known)))


def _all(case: Case, sections: Sequence[_Section], whole: Decimal) -> Finding:
    most = max(sections, key=lambda each: each.repeated)
    text, comma = case.language.text, case.language.text("comma")
    told = [each for each in sections if each.repeated]
    parts = [text("repeated_section", cell=each.address.cell, share=percent(each.share)) for each in told]
    where = text("bracketed", text=comma.join(parts))
    return _finding(case, most.address, sections, share=percent(whole), where=where)


def _one(case: Case, section: _Section) -> Finding:
    return _finding(case, section.address, [section], share=percent(section.share))


def _finding(case: Case, address: Address, sections: Sequence[_Section], *, share: str, where: str = "") -> Finding:
    found = [(section, repeat) for section in sections for repeat in section.found]
    longest = sorted(found, key=lambda pair: -pair[1].length)[:_SHOWN]
    shown = [shortened(quoted(each.text, repeat)) for each, repeat in longest]
    quotes = "".join(case.language.text("quoted", text=text) for text in shown)
    operands = tuple(Operand(each.address, each.share.quantize(Decimal("0.01"))) for each in sections if each.repeated)
    words = {"share": share, "sections": where, "quotes": quotes}
    return case.finding("H405", address, words, operands=operands)


def percent(part: Decimal) -> str:
    """Return a share as a sentence shows it: 62%."""
    return f"{part * 100:.0f}%"


def shortened(text: str) -> str:
    """Return a quotation on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 10]}……{line[-8:]}"
