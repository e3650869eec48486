"""The texts of a report by the headings between which they stand."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from xlsreport.checking.layout.labels import flat, similarity, unbracketed
from xlsreport.model.address import Address
from xlsreport.model.document import ReportDocument, ReportPattern
from xlsreport.model.form import Form

_DAY = re.compile(r"[0-9〇○零一二三四五六七八九十年月日./-]{6,}")
_PAGE = re.compile(r"[-—–]*[0-9]{1,4}[-—–]*")  # the number of a page, which some programs leave in the text
_LIKE = 0.8
_FIRST = 12  # lines among which a title stands
_LONGER = 6  # signs that a heading may have more than the form's


def sections(form: Form, pattern: ReportPattern, document: ReportDocument) -> Mapping[Address, str]:
    """Return the texts of `form` that stand in `document`, each between its heading and the next of the form's."""
    headings = [each for each in pattern.body if isinstance(each, str)]
    slots = dict(_slots(form, pattern.body))
    found: dict[Address, list[str]] = {}
    current: str | None = None
    for line in _lines(document):
        if (heading := _heading(line, headings)) is not None:
            current = heading
        elif current in slots and not is_of_the_template(line, pattern.sentences):
            found.setdefault(slots[current], []).append(line)
    names = {flat(each) for each in identity_in(pattern, document).values()}
    for lines in found.values():
        while lines and (flat(lines[-1]) in names or _DAY.fullmatch(flat(lines[-1]))):
            lines.pop()  # the last of them is signed and dated
    return {cell: "\n".join(lines) for cell, lines in found.items() if lines}


def _lines(document: ReportDocument) -> Iterator[str]:
    for paragraph in document.paragraphs:
        yield from (
            said for part in paragraph.split("\n") if (said := part.strip()) and not _PAGE.fullmatch(flat(said))
        )


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
    """Return the heading of the form that a line is, with a remark in brackets or slightly misprinted too."""
    said = flat(line)
    for heading in headings:
        ours = flat(heading)
        if ours in (said, unbracketed(said)) or (
            said[:1] == ours[:1] and len(said) <= len(ours) + _LONGER and similarity(ours, said) >= _LIKE
        ):
            return heading
    return None


def is_of_the_template(line: str, sentences: Sequence[Sequence[str]]) -> bool:
    """Whether the template itself writes a line, round figures of the form."""
    said = "".join(line.split())
    return any(
        said.startswith(pieces[0]) or (pieces[0] in said and pieces[-1] in said)
        for pieces in sentences
        if pieces[0] in said
    )


def identity_in(pattern: ReportPattern, document: ReportDocument) -> Mapping[Address, str]:
    """Return what the first lines of `document` say of whose report it is and of when."""
    found: dict[Address, str] = {}
    lines = [flat(line) for block in document.paragraphs for line in block.split("\n") if line.strip()][:_FIRST]
    for count in (1, 2):
        for number in range(len(lines) - count + 1):
            said = "".join(lines[number : number + count])
            for title, cells in pattern.titles:
                if match := re.fullmatch(unicodedata.normalize("NFKC", title), said):
                    for cell, text in zip(cells, match.groups(), strict=True):
                        found.setdefault(cell, text)
    return found
