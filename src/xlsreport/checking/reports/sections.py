"""The texts of a report by the headings between which they stand."""

from collections.abc import Iterator, Mapping, Sequence

from xlsreport.checking.layout.labels import flat, similarity
from xlsreport.model.address import Address
from xlsreport.model.document import Document
from xlsreport.model.form import Form

_LIKE = 0.8
_LONGER = 6  # signs that a heading may have more than the form's


def sections(form: Form, body: Sequence[str | Address], document: Document) -> Mapping[Address, str]:
    """Return the texts of `form` that stand in `document`, each between its heading and the next of the form's."""
    headings = [each for each in body if isinstance(each, str)]
    slots = dict(_slots(form, body))
    found: dict[Address, list[str]] = {}
    current: str | None = None
    for block in document.blocks:
        if not isinstance(block, str):
            continue
        for line in filter(None, (part.strip() for part in block.split("\n"))):
            if (heading := _heading(line, headings)) is not None:
                current = heading
            elif current in slots:
                found.setdefault(slots[current], []).append(line)
    return {cell: "\n".join(lines) for cell, lines in found.items()}


def _slots(form: Form, body: Sequence[str | Address]) -> Iterator[tuple[str, Address]]:
    """Yield each heading with the text that stands right under it."""
    heading = None
    for each in body:
        if isinstance(each, str):
            heading = each
        elif heading is not None and each in form.fields:
            yield heading, each
            heading = None


def _heading(line: str, headings: Sequence[str]) -> str | None:
    said = flat(line)
    for heading in headings:
        ours = flat(heading)
        if said == ours or (len(said) <= len(ours) + _LONGER and similarity(ours, said) >= _LIKE):
            return heading
    return None
