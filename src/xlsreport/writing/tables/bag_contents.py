"""The catalogue of a bag: what lies in it, for people, as a workbook."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from xlsxwriter import Workbook

from xlsreport.language import Language
from xlsreport.package import settled
from xlsreport.writing.sheets.page import Page, cleaned
from xlsreport.writing.sheets.quick_sheet import QuickSheet
from xlsreport.writing.sheets.styles import TAB_COLOURS, Styles

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CREATED = datetime(2000, 1, 1)  # any fixed moment: `settled` writes its own
_FILES = (6.0, 13.0, 38.0, 28.0, 24.0, 68.0)
_CHANGES = (6.0, 26.0, 12.0, 9.0, 56.0, 16.0, 16.0)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A file of the bag, or an address on the web: its role, path, former name, and a word on it."""

    role: str
    path: str
    original: str
    note: str
    sha256: str
    published: bool


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the catalogue tells; `changes` are (department, sheet, cell, label, from, to).

    `imported` says that it holds filled workbooks of a year that was never consolidated here; `draft` is why what is
    not final was archived, None where it is; `replaces` is the bag that this one corrects, and `correction` why.
    `publication` is a sentence on when and where the report was published, blank where nobody said it.
    """

    title: str
    period: int
    name: str
    bag: str
    form: str
    made_by: str
    imported: bool
    draft: str | None
    replaces: str
    correction: str
    source: str
    publication: str
    lines: tuple[ContentsLine, ...]
    changes: tuple[tuple[str, ...], ...]


def catalogue_bytes(catalogue: Catalogue, language: Language) -> bytes:
    """Return the catalogue as a workbook in `language`; the same bytes for the same bag."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": cleaned(_title(catalogue, language)), "created": _CREATED})
    looks = Styles(book, language.text("summary_font"))
    _write_files(_page(book, looks, language, "catalogue_sheet"), catalogue)
    if catalogue.changes:
        _write_changes(_page(book, looks, language, "catalogue_changes_sheet"), catalogue)
    book.close()
    return settled(out.getvalue())


def _page(book: Workbook, looks: Styles, language: Language, key: str) -> Page:
    name = language.text(key)
    sheet = book.add_worksheet(name, QuickSheet)
    sheet.set_tab_color(TAB_COLOURS[0])
    return Page(sheet, name, looks, language)


def _title(catalogue: Catalogue, language: Language) -> str:
    return language.text("catalogue_title", name=catalogue.name, period=catalogue.period, title=catalogue.title).strip()


def _write_files(page: Page, catalogue: Catalogue) -> None:
    last = len(_FILES) - 1
    page.across(0, (0, last), _title(catalogue, page.language), "title")
    page.sheet.set_row(0, 34)
    row = 1
    for told in _told(catalogue, page.language):
        page.across(row, (0, last), told, "plain")
        page.fit_row(row, (sum(_FILES),), (told,))
        row += 1
    page.heads(row, page.language.lists["catalogue_heads"], _FILES)
    for number, line in enumerate(catalogue.lines, 1):
        _write_line(page, row + number, number, line)
    page.printed(landscape=True)
    page.sheet.repeat_rows(row)
    page.sheet.freeze_panes(row + 1, 0)


def _write_line(page: Page, row: int, number: int, line: ContentsLine) -> None:
    role, note = page.language.text(f"catalogue_role_{line.role}"), line.note
    if line.published:
        note = page.language.text("catalogue_published", note=note)
    tint = "#E2F0D9" if line.published else ""
    page.text(row, 0, str(number), "centre", tint)
    page.text(row, 1, role, "centre", tint)
    for column, text in ((2, line.original), (3, line.path), (4, note)):
        page.text(row, column, text, "text", tint)
    page.text(row, 5, line.sha256, "narrow", tint)  # on one line, to be compared and copied
    page.fit_row(row, _FILES[2:5], (line.original, line.path, note))


def _told(catalogue: Catalogue, language: Language) -> Sequence[str]:
    text = language.text
    told = [text("catalogue_bag", bag=catalogue.bag, form=catalogue.form, made_by=catalogue.made_by)]
    if catalogue.imported:
        told.append(text("catalogue_imported"))
    if catalogue.draft is not None:
        told.append(text("catalogue_draft", reason=catalogue.draft))
    if catalogue.replaces:
        changed = len(catalogue.changes)
        told.append(text("catalogue_replaces", bag=catalogue.replaces, reason=catalogue.correction, count=changed))
    if catalogue.source:
        told.append(text("catalogue_source", source=_source(catalogue.source, language)))
    if catalogue.publication:
        told.append(catalogue.publication)
    published = any(each.published for each in catalogue.lines)
    told.append(text("catalogue_guide" if published else "catalogue_guide_unpublished"))
    return told


def _source(source: str, language: Language) -> str:
    """Return in words what a record says of whence last year's figures came: a kind, and which of it."""
    kind, _, which = source.rpartition(" ")
    return language.text(f"catalogue_source_{kind.replace(' ', '_')}", which=which)


def _write_changes(page: Page, catalogue: Catalogue) -> None:
    page.text(0, 0, page.name, "section")
    page.sheet.set_row(0, 26)
    page.heads(1, page.language.lists["catalogue_changes_heads"], _CHANGES)
    for row, change in enumerate(catalogue.changes, 2):
        whole = page.language.text("catalogue_whole")
        page.text(row, 0, str(row - 1), "centre")
        for column, text in enumerate((change[0] or whole, *change[1:]), 1):
            page.text(row, column, text, "text")
        page.fit_row(row, _CHANGES[1:], change)
    page.printed(landscape=True, head_rows=2)
    page.sheet.freeze_panes(2, 0)
