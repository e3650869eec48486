"""An ordinary workbook becomes the files of a form."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from xlsreport.errors import FormError
from xlsreport.forms.copying.lowered import lowered
from xlsreport.forms.library import SETTINGS, TEMPLATE, WORKBOOK
from xlsreport.forms.new.blocks import Block, blocks_of
from xlsreport.forms.new.dressing import dress, unusable_validations
from xlsreport.forms.new.formulas_kept import Formulas, formulas_of
from xlsreport.forms.new.grafting import grafted
from xlsreport.forms.new.guess import SheetGuess, guess_of
from xlsreport.forms.new.guess_list import guess_list
from xlsreport.forms.new.own_sheets import add_identity, add_rules
from xlsreport.forms.new.picture import picture_of
from xlsreport.forms.new.proposed_rules import quoted, rules_for
from xlsreport.forms.new.remarks import Guessed, guessed_on
from xlsreport.forms.new.report_template import template_bytes
from xlsreport.forms.new.saving import saved
from xlsreport.forms.new.settings_text import NewSettings, settings_text
from xlsreport.forms.new.shift import DOWN, move_heads_down
from xlsreport.forms.new.tags import printed, safe
from xlsreport.forms.new.titles import FormTitle, have_years_follow, heading_of, title_of_form
from xlsreport.forms.new.whose import Whose, whose
from xlsreport.forms.newer_validations import add_newer_validations
from xlsreport.forms.sheets import column_widths
from xlsreport.forms.workbook_file import opened_workbook
from xlsreport.language import LANGUAGES, Language, bilingual, language_named
from xlsreport.model.address import Address

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class NewForm:
    """The files of a new form by name, what was guessed in them, and the year that its workbook speaks of, if any."""

    files: Mapping[str, bytes]
    guesses: tuple[Guessed, ...]
    language: Language
    period: int | None = None


def form_from(data: bytes, source: Path, name: str, language: str | None = None) -> NewForm:
    """Return the form called `name` made from the workbook `data`, which lies at `source`.

    Raises `FormError` where it is no workbook, or nothing in it is to be filled.
    """
    book = opened_workbook(source, data)
    add_newer_validations(book, data)
    spoken = language_named(language or _language_of(book))
    moved = move_heads_down(book, source.stem)
    unusable = {sheet.title: unusable_validations(sheet) for sheet in book.worksheets}
    guesses, formulas = _guesses(book)
    if not any(guess.entries for guess in guesses):
        raise FormError(bilingual("new_no_input", at=source))
    who = whose(guesses)
    title = title_of_form(guesses, source.stem, spoken)
    remarks = [
        *(Guessed(name, "", spoken.text("new_moved", count=DOWN)) for name in moved),
        *(
            Guessed(n, area, spoken.text("new_validation", kind=kind))
            for n, of in unusable.items()
            for area, kind in of.items()
        ),
        *(
            Guessed(a.sheet, a.cell, spoken.text("new_dropped", reason=reason))
            for a, reason in formulas.dropped.items()
        ),
    ]
    for guess in guesses:
        dress(book[guess.picture.name], guess, spoken, {at: what for what, at in _own(who, guess)})
        remarks += guessed_on(guess, spoken)
    identity, told = _identity(book, who, spoken)
    rules, more = rules_for(guesses, spoken)
    rules_sheet = add_rules(book, rules, spoken)
    if more:
        told.append(Guessed(rules_sheet, "", spoken.text("new_rules_capped", count=len(rules))))
    years = have_years_follow(book, guesses, identity["period"])
    told += [Guessed(each.sheet, each.cell, spoken.text("new_year_follows")) for each in years]
    tags = {each: printed(identity[each].sheet, identity[each][1:]) for each in ("name", "period")}
    heading = spoken.text("new_report_title", title=safe(title.text), **tags)
    settings = NewSettings(name, title.text, rules_sheet, identity)
    files = {
        WORKBOOK: grafted(lowered(data, moved, DOWN) if moved else data, saved(book)),
        TEMPLATE: template_bytes(heading, _blocks(book, guesses, identity["period"], title), spoken),
        SETTINGS: settings_text(settings, guesses, spoken).encode(),
        spoken.text("new_guess_file"): guess_list([*remarks, *told], spoken),
    }
    return NewForm(files, (*remarks, *told), spoken, title.year)


def _blocks(
    book: "Workbook", guesses: Sequence[SheetGuess], period: Address, title: FormTitle
) -> tuple[tuple[Block, ...], ...]:
    told = (
        blocks_of(guess, column_widths(book[guess.picture.name]), heading_of(guess, period, title)) for guess in guesses
    )
    return tuple(blocks for blocks in told if blocks)


def _guesses(book: "Workbook") -> tuple[tuple[SheetGuess, ...], Formulas]:
    """Return what each sheet comes to, and what its formulas do; one that cannot be kept leaves a cell to fill."""
    pictures = [picture_of(sheet) for sheet in book.worksheets]
    found = {Address(p.name, *at): text for p in pictures for at, text in p.formulas.items()}
    formulas = formulas_of(found, set(book.sheetnames))
    guesses = []
    for picture in pictures:
        kept = {at: text for at, text in picture.formulas.items() if Address(picture.name, *at) in formulas.kept}
        reckoned = {cell[1:] for cell in formulas.reckoned if cell.sheet == picture.name}
        guesses.append(guess_of(replace(picture, formulas=kept), reckoned))
    return tuple(guesses), formulas


def _own(who: Whose, guess: SheetGuess) -> Iterator[tuple[str, tuple[int, int]]]:
    yield from ((what, cell[1:]) for what, cell in who.cells.items() if cell.sheet == guess.picture.name)


def _identity(book: "Workbook", who: Whose, language: Language) -> tuple[Mapping[str, Address], list[Guessed]]:
    """Return where the form says whose it is, after what the workbook lacks was added, and what is to be said of it."""
    labels = dict(zip(("name", "code", "period"), language.lists["new_identity_labels"][1:4], strict=True))
    told = [Guessed(c.sheet, c.cell, language.text("new_identity_here", what=labels[w])) for w, c in who.cells.items()]
    if not who.lacking:
        return who.cells, told
    added = add_identity(book, who.lacking, language)
    sheet = next(iter(added.values())).sheet
    what = language.text("comma").join(labels[each] for each in who.lacking)
    told.append(Guessed(sheet, "", language.text("new_identity_own", what=what)))
    identity = {**who.cells, **added}
    for cell in who.shown:
        _show_name(book, cell, identity["name"])
        told.append(Guessed(cell.sheet, cell.cell, language.text("new_named_by", text=_asked(book, cell))))
    return identity, told


def _show_name(book: "Workbook", cell: Address, name: Address) -> None:
    """Have a label such as `Department:` show the name after it."""
    said = str(book[cell.sheet].cell(*cell[1:]).value).strip(" _＿\u3000").replace('"', '""')
    book[cell.sheet].cell(*cell[1:]).value = f'="{said}"&{quoted(name.sheet, name.cell)}'


def _asked(book: "Workbook", cell: Address) -> str:
    return str(book[cell.sheet].cell(*cell[1:]).value).partition('"')[2].partition('"')[0]


def _language_of(book: "Workbook") -> str:
    """Return the language that most of the letters of a workbook are of."""
    texts = "".join(
        str(c.value) for s in book.worksheets for row in s.iter_rows() for c in row if isinstance(c.value, str)
    )
    return LANGUAGES[0] if 4 * len(_HAN.findall(texts)) > len(texts) else "en"
