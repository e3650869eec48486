"""A mended copy of a form: what can be put right without knowing what its author meant, and nothing else."""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document

from xlsreport.forms.checking.check import CheckedForm
from xlsreport.forms.checking.collected import SETTINGS, TEMPLATE, WORKBOOK
from xlsreport.forms.checking.template_judgements import broken_tags
from xlsreport.forms.checking.template_reading import straightened_tags
from xlsreport.forms.checking.toml_text import decoded, halfwidth, straightened
from xlsreport.forms.copying.cells import Cells, type_text
from xlsreport.forms.copying.looks import Look, Looks
from xlsreport.forms.copying.parts import Book, needed
from xlsreport.forms.copying.sheet_order import SHEET
from xlsreport.forms.tags import passages_of
from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormFinding
from xlsreport.package import settled

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

IN_SETTINGS = ("L102", "L103", "L105", "L110")
IN_WORKBOOK = ("L202", "L203", "L214", "L403", "L408", "L604")
IN_TEMPLATE = ("L502", "L511")


def fixed_files(checked: CheckedForm) -> Mapping[str, bytes]:
    """Return the files of the form that can be mended, as they are then; those that need not be are left out."""
    found = [finding for finding in checked.findings if finding.code in FIXES]
    made = {}
    for name, fix in ((SETTINGS, _settings), (WORKBOOK, _workbook), (TEMPLATE, _template)):
        own = [finding for finding in found if finding.place.file == name]
        path = checked.folder / name
        if own and path.is_file() and (data := fix(path, own, checked)) is not None:
            made[name] = data
    return made


FIXES = frozenset((*IN_SETTINGS, *IN_WORKBOOK, *IN_TEMPLATE))


def _settings(path: Path, found: Sequence[FormFinding], _: CheckedForm) -> bytes | None:
    """Return form.toml in UTF-8, with plain signs, the keys that were meant and whole names of files."""
    text, _line = decoded(path.read_bytes())
    lines = straightened(text)[0].split("\n")
    for finding in found:
        number = (finding.place.line or 0) - 1
        if 0 <= number < len(lines):
            lines[number] = _IN_LINE.get(finding.code, _as_is)(lines[number], finding)
    return "\n".join(lines).encode()


def _as_is(line: str, _: FormFinding) -> str:
    return line


def _plain_signs(line: str, _: FormFinding) -> str:
    """Return a line whose ranges have plain signs; other texts stay as they are."""
    return re.sub(r'"[^"]*[!！][^"]*"', lambda text: halfwidth(text[0]), line)


def _meant_key(line: str, finding: FormFinding) -> str:
    wrong, meant = str(finding.words["key"]).split()[-1].split(".")[-1], str(finding.words.get("nearest") or "")
    return re.sub(rf"\b{re.escape(wrong)}\b", lambda _: meant, line, count=1) if meant else line


def _whole_name(line: str, finding: FormFinding) -> str:
    name, ending = str(finding.words["name"]), str(finding.words["ending"])
    return line.replace(f'"{name}"', f'"{name}{ending}"', 1)


_IN_LINE: Mapping[str, Callable[[str, FormFinding], str]] = {
    "L103": _plain_signs,
    "L105": _meant_key,
    "L110": _whole_name,
}


def _workbook(path: Path, found: Sequence[FormFinding], _: CheckedForm) -> bytes | None:
    """Return the workbook with sheets protected, cells locked or unlocked, and plain relations; all else as it was."""
    book = Book(path.read_bytes())
    looks = Looks(book)
    for finding in found:
        if finding.code in ("L202", "L203"):
            needed(book.sheet(finding.place.sheet), "sheetProtection", SHEET).attrib.update(
                {"sheet": "1", "objects": "1", "scenarios": "1"}
            )
            continue
        if finding.code == "L604":
            needed(book.sheet(finding.place.sheet), "sheetProtection", SHEET).set("insertRows", "0")
            continue
        for address in _cells(finding):
            cell = Cells(book.sheet(address.sheet)).at(address.row, address.column)
            if finding.code == "L403":
                text = "".join(str(part) for part in cell.itertext()).strip()
                if halfwidth(text) != text:
                    type_text(cell, halfwidth(text))
            else:
                looks.put_on(cell, Look(locked=finding.code == "L214"))
    return settled(book.parts.packed())


def _cells(finding: FormFinding) -> Iterator[Address]:
    first = finding.place.address
    if first is not None:
        last = finding.place.until or first
        for row in range(first.row, last.row + 1):
            for column in range(first.column, last.column + 1):
                yield Address(first.sheet, row, column)


def _template(path: Path, _: Sequence[FormFinding], checked: CheckedForm) -> bytes | None:
    """Return the template with plain signs in its tags, each tag in one piece with the format of its beginning."""
    document = Document(str(path))
    for story in passages_of(document, checked.language):
        for _place, paragraphs in story:
            for paragraph in paragraphs:
                if straightened_tags(paragraph.text) != paragraph.text or any(broken_tags(paragraph)):
                    mended_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return settled(out.getvalue())


def mended_paragraph(paragraph: "Paragraph") -> None:
    """Put each tag of a paragraph into the run in which it begins, with plain signs."""
    text = straightened_tags("".join(run.text for run in paragraph.runs))
    owners = [number for number, run in enumerate(paragraph.runs) for _ in run.text]
    for tag in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", text):
        owners[tag.start() : tag.end()] = [owners[tag.start()]] * (tag.end() - tag.start())
    for number, run in enumerate(paragraph.runs):
        own = "".join(sign for sign, owner in zip(text, owners, strict=True) if owner == number)
        if own != run.text:
            run.text = own
