"""Whether the Word template can be filled: each of its tags parses, and names cells that the form has."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from jinja2 import Environment, TemplateSyntaxError, nodes

from xlsreport.errors import FormError
from xlsreport.forms.tag_names import bound_names, check_references
from xlsreport.language import Language, bilingual, language_named, said_of
from xlsreport.model.form import Form

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

Passage = tuple[str, tuple["Paragraph", ...]]  # a place, and the paragraphs that stand there
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SCOPE = re.compile(r"^(\{[{%])-?(?:p|tr|tc|r)\s")  # docxtpl: the tag stands for its whole paragraph, row or cell
_WHOLE = re.compile(r"\{[{%]-?p\s")  # a tag whose paragraph goes, with all that is in it
_WORD = re.compile(r"^\{%-?\s*(\w+)")
_STRAIGHT = str.maketrans("‘’“”", "''\"\"")  # Word's own quotation marks, which docxtpl straightens too
_CLOSES = {"endfor": "for", "endif": "if"}
_INSIDE = ("else", "elif")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as written, where it stands, and its text as the template engine sees it."""

    place: str
    written: str

    def __str__(self) -> str:
        return f"{self.place} {self.written}"

    @property
    def text(self) -> str:
        """The tag as the template engine sees it."""
        return _SCOPE.sub(r"\1 ", self.written).translate(_STRAIGHT)

    @property
    def word(self) -> str:
        """The word that a block tag begins with; empty for one that prints."""
        match = _WORD.match(self.text)
        return match[1] if match else ""


def checked_passages(path: Path, form: Form) -> tuple[tuple[str, str], ...]:
    """Return the place and the text of each passage of the template at `path` that has tags, as its engine sees them.

    Raises `FormError` naming the paragraph or table cell for a tag that cannot be filled from `form`.
    """
    stories = [list(story) for story in stories_of(opened_template(path), language_named(form.language))]
    try:
        tags = [tags_of(story) for story in stories]
        for story in tags:
            check_blocks(story)
        everywhere = [tag for story in tags for tag in story]
        _check_names(everywhere, form)
    except FormError as error:
        raise FormError(said_of(path, error)) from None
    return tuple((place, _as_seen(text)) for story in stories for place, text in story if _TAG.search(text))


def _as_seen(text: str) -> str:
    """Return a passage on one line, its tags as the template engine sees them."""
    return " ".join(_TAG.sub(lambda tag: Tag("", tag[0]).text, text).split())


def opened_template(path: Path) -> "WordDocument":
    """Open the template; raises `FormError` for what is no Word document."""
    try:
        return Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError):
        raise FormError(bilingual("form_no_template", at=path)) from None


def tags_of(story: Iterable[tuple[str, str]]) -> list[Tag]:
    """Return the tags of a story; raises `FormError` for half of one, and for what would be lost beside one."""
    found = []
    for place, text in story:
        rest = _TAG.sub("", text)
        for mark in ("{{", "}}", "{%", "%}"):
            if mark in rest:
                raise FormError(bilingual("form_tag_partner", at=place, mark=mark))
        written = _TAG.findall(text)
        if (whole := next(filter(_WHOLE.match, written), None)) and (rest.strip() or len(written) > 1):
            raise FormError(bilingual("form_tag_alone", at=Tag(place, whole)))
        found += [Tag(place, tag) for tag in written]
    return found


def check_blocks(story: Iterable[Tag]) -> None:
    """Raise `FormError` for a block of a story that is not closed, or closes another."""
    open_: list[Tag] = []
    for tag in story:
        if tag.word in _CLOSES.values():
            open_.append(tag)
        elif tag.word in (*_CLOSES, *_INSIDE):
            if not open_:
                raise FormError(bilingual("form_tag_unbegun", at=tag))
            if tag.word in _CLOSES and open_.pop().word != _CLOSES[tag.word]:
                raise FormError(bilingual("form_tag_crossed", at=tag))
    for tag in open_:
        raise FormError(bilingual("form_tag_unended", at=tag))


def _check_names(tags: Iterable[Tag], form: Form) -> None:
    parsed = [(tag, parsed_tag(tag)) for tag in tags]
    own = frozenset[str]().union(*(bound_names(tree) for _, tree in parsed))
    for tag, tree in parsed:
        check_references(str(tag), tree, own, form)


def parsed_tag(tag: Tag) -> nodes.Template:
    """Return the tree of one tag, a block tag completed so that it stands alone; raises `FormError` for none."""
    match tag.word:
        case "for" | "if":
            text = f"{tag.text}{{% end{tag.word} %}}"
        case "else" | "elif":
            text = f"{{% if 1 %}}{tag.text}{{% endif %}}"
        case "endfor" | "endif":
            text = ""
        case _:
            text = tag.text
    try:
        return Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        raise FormError(bilingual("form_tag_invalid", at=tag, error=error.message)) from None


def stories_of(document: "WordDocument", language: Language) -> Iterator[Iterator[tuple[str, str]]]:
    """Yield the texts of each story, by place; the lines of a table cell are one text."""
    for story in passages_of(document, language):
        yield ((place, "\n".join(paragraph.text for paragraph in paragraphs)) for place, paragraphs in story)


def passages_of(document: "WordDocument", language: Language) -> Iterator[Iterator[Passage]]:
    """Yield the passages of each story (body, table, header, footer), within which blocks begin and end."""
    yield _numbered(document.paragraphs, language, "form_place_body")
    for number, table in enumerate(document.tables, 1):
        yield _table(table, number, language)
    for section in document.sections:
        for header in (section.header, section.first_page_header, section.even_page_header):
            yield _numbered(header.paragraphs, language, "form_place_header")
        for footer in (section.footer, section.first_page_footer, section.even_page_footer):
            yield _numbered(footer.paragraphs, language, "form_place_footer")


def _numbered(paragraphs: "Iterable[Paragraph]", language: Language, key: str) -> Iterator[Passage]:
    for number, paragraph in enumerate(paragraphs, 1):
        yield language.text(key, number=number), (paragraph,)


def _table(table: "Table", number: int, language: Language) -> Iterator[Passage]:
    seen: set[object] = set()
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row.cells, 1):
            if cell._tc not in seen:  # a merged cell stands in every row and column that it covers
                seen.add(cell._tc)
                yield language.text("form_place_table", number=number, row=r, column=c), tuple(cell.paragraphs)
