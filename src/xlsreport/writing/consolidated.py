"""The consolidated workbook: the form with the whole's figures, and a note at each that was corrected by agreement."""

from collections.abc import Mapping, Sequence

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations, DraftMark, Mark
from xlsreport.model.outcome import Outcome
from xlsreport.writing.wording.standing_words import draft_sentence


def consolidated_bytes(outcome: Outcome, language: Language) -> bytes:
    """Return the form filled with the total of `outcome`; a corrected figure's note says what its department sent.

    Until it is final every sheet says that it is a draft.
    """
    cells = tuple(Mark(cell, "\n".join(lines)) for cell, lines in _corrected(outcome, language).items())
    sentence = draft_sentence(outcome, language)
    draft = DraftMark(language.text("draft"), sentence) if sentence else None
    marks = Annotations(language.text("marks_author"), cells, draft=draft) if cells or draft else None
    return outcome.form.engine.fill(outcome.total.values, (), marks)


def _corrected(outcome: Outcome, language: Language) -> Mapping[Address, Sequence[str]]:
    by_cell: dict[Address, list[str]] = {}
    for entry in outcome.entries:
        for cell, note in entry.corrections.items() if outcome.counts(entry) else ():
            line = language.text("consolidated_corrected", name=entry.name, message=note.message)
            by_cell.setdefault(cell, []).append(line)
    return by_cell
