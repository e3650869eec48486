"""The consolidated workbook: the form with the whole's figures, and a note at each that was corrected by agreement."""

from collections.abc import Mapping, Sequence

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Hole
from xlsreport.model.contents import contents_rows
from xlsreport.model.marks import Annotations, DraftMark, Hidden, Mark
from xlsreport.model.outcome import Outcome
from xlsreport.model.workbook import UNKNOWN, Value
from xlsreport.writing.wording.contents_told import contents_of_outcome
from xlsreport.writing.wording.standing_words import draft_sentence


def consolidated_bytes(outcome: Outcome, language: Language) -> bytes:
    """Return the form filled with the total of `outcome`; a corrected figure's note says what its department sent.

    Until it is final every sheet says that it is a draft. Where the roster has levels it carries who is in it.
    """
    contents = contents_of_outcome(outcome) if outcome.tree else None
    cells = tuple(Mark(cell, "\n".join(lines)) for cell, lines in _corrected(outcome, language).items())
    sentence = draft_sentence(outcome, language)
    draft = DraftMark(language.text("draft"), sentence) if sentence else None
    hidden = Hidden(language.text("contents_sheet"), contents_rows(contents)) if contents else None
    needed = cells or draft or hidden
    marks = Annotations(language.text("marks_author"), cells, draft=draft, hidden=hidden) if needed else None
    return outcome.form.engine.fill({**outcome.total.values, **_not_known(outcome)}, (), marks)


def _not_known(outcome: Outcome) -> Mapping[Address, Value]:
    """Return #N/A for the cells that are not known, so that Excel computes nothing from a blank either.

    A cell of last year stays blank where some formula asks whether there is one.
    """
    form, total = outcome.form, outcome.total
    rests: dict[Address, list[bool]] = {cell: [] for cell in total.holes}
    for address, formula in form.formulas.items():
        for cell in form.engine.precedents(formula, address.sheet) & rests.keys():
            rests[cell].append(address in total.unknown)
    firm = {cell: all if why is Hole.NO_LAST_YEAR else any for cell, why in total.holes.items()}
    return {cell: UNKNOWN for cell, by in rests.items() if by and firm[cell](by)}


def _corrected(outcome: Outcome, language: Language) -> Mapping[Address, Sequence[str]]:
    by_cell: dict[Address, list[str]] = {}
    for entry in outcome.entries:
        for cell, note in entry.corrections.items() if outcome.counts(entry) else ():
            line = language.text("consolidated_corrected", name=entry.name, message=note.message)
            by_cell.setdefault(cell, []).append(line)
    return by_cell
