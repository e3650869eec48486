"""Workbooks to measure with: the form filled for one department each, with varying figures, prose and mistakes.

openpyxl fills the form once; after that only cell values are written into the sheets' XML, with the results that
Excel would have stored, so that ten thousand workbooks take a minute or two.
"""

import io
import random
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from xlsreport.forms import example_workspace, find_form, load_form
from xlsreport.intake.workspace import SETTINGS, settings_text
from xlsreport.model.address import Address
from xlsreport.model.finding import Severity
from xlsreport.model.form import Form, Kind, Role
from xlsreport.model.workbook import Value
from xlsreport.pipeline import check_files

PERIOD = 2023
_FORM = "disclosure-2021"
_CELL = re.compile(r'<c r="([A-Z]+\d+)"((?: s="\d+")?)(?: t="\w+")?(?:/>|>(?:(<f>.*?</f>))?.*?</c>)', re.DOTALL)
_LABELS = {"sheet": "单位名单", "heads": ("代码*", "单位名称*")}
_SCRAP = 5  # characters: too few for two texts to be alike
_COUNTED = re.compile(r"[\d一二三四五六七八九十百千万年月日本我中《》“”：]")
_WORD = re.compile(r"\w")  # a text begins with a word: signs alone are none
_COUNTS = ("表三!J6", "表三!J7", "表三!J29", "表三!J30", "表三!J8", "表四!E6")
_TRUE = {
    "文字!A8": "。全年新收政府信息公开申请{0}件，上年结转{1}件，办结{2}件，其中予以公开{4}件，"
    "结转下年度{3}件。行政复议{5}件。"
}
_IN_FORCE = (Address.parse("表二!D5"), Address.parse("表二!D6"))
Figures = Mapping[Address, Value]


def make_workspace(folder: Path, number: int) -> None:
    """Lay out a workspace in `folder` with `number` departments, each with its workbook in the inbox."""
    inbox = make_desk(folder, number)
    form = load_form(find_form(_FORM))
    template, bases = Template(form), sound_figures(form)
    for index in range(1, number + 1):
        (inbox / f"{code_of(index)}.xlsx").write_bytes(made(template, bases, index))


def make_desk(folder: Path, number: int) -> Path:
    """Lay out a workspace in `folder` with `number` departments, and return its inbox, which is empty."""
    inbox = folder / str(PERIOD) / "inbox"
    inbox.mkdir(parents=True)
    (folder / SETTINGS).write_text(settings_text(_FORM), encoding="utf-8")
    _write_roster(folder / load_form(find_form(_FORM)).names.roster, number)
    return inbox


def add_next_year(folder: Path, number: int) -> None:
    """Lay an inbox of the year after into the workspace `folder`, in which every department goes on from its first."""
    inbox = folder / str(PERIOD + 1) / "inbox"
    inbox.mkdir(parents=True)
    form = load_form(find_form(_FORM))
    template, bases = Template(form), sound_figures(form)
    for index in range(1, number + 1):
        (inbox / f"{code_of(index)}.xlsx").write_bytes(template.filled(*_submission(form, bases, index, later=True)))


def send_by_mail(folder: Path) -> None:
    """Have each workbook in the inbox of the workspace `folder` come as the only file of a mail."""
    for file in sorted((folder / str(PERIOD) / "inbox").iterdir()):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = f"{file.stem.lower()}@example.com", file.stem
        mail["Date"], mail["Message-ID"] = "Mon, 08 Jan 2024 09:12:00 +0800", f"<{file.stem}@example.com>"
        mail.set_content("见附件。")
        mail.add_attachment(file.read_bytes(), maintype="application", subtype="octet-stream", filename=file.name)
        file.with_suffix(".eml").write_bytes(bytes(mail))
        file.unlink()


def made(template: "Template", bases: Sequence[Figures], index: int) -> bytes:
    """Return the workbook of department `index`."""
    return template.filled(*_submission(template.form, bases, index))


class Template:
    """The form's workbook, cut at the cells whose values change."""

    def __init__(self, form: Form) -> None:
        values: dict[Address, Value] = {a: Decimal(1) if f.kind.numeric else "x" for a, f in form.fields.items()}
        self.form = form
        self.parts = list(_parts(form.engine.fill(values), form))

    def filled(self, values: Figures, typed_over: Figures) -> bytes:
        """Return the workbook with `values` and their results; `typed_over` replace formulas."""
        cells = {**self.form.engine.evaluate(values), **values}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, pieces in self.parts:
                text = "".join(p if isinstance(p, str) else _cell(p, cells, typed_over) for p in pieces)
                package.writestr(name, text)
        return out.getvalue()


Place = tuple[Address, str, str]  # the cell, its style, its formula


def _parts(data: bytes, form: Form) -> Iterator[tuple[str, list[str | Place]]]:
    sheets = {f"xl/worksheets/sheet{n}.xml": name for n, name in enumerate(form.layouts, 1)}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            text = package.read(name).decode("utf-8")
            yield name, list(_cut(text, sheets[name], form)) if name in sheets else [text]


def _cut(text: str, sheet: str, form: Form) -> Iterator[str | Place]:
    start = 0
    for found in _CELL.finditer(text):
        address = Address.parse(found[1], sheet)
        if address in form.fields or address in form.formulas:
            yield text[start : found.start()]
            yield address, found[2], found[3] or ""
            start = found.end()
    yield text[start:]


def _cell(place: Place, cells: Figures, typed_over: Figures) -> str:
    address, style, formula = place
    value = cells.get(address)
    if address in typed_over:
        value, formula = typed_over[address], ""
    head = f'<c r="{address.cell}"{style}'
    match value:
        case None:
            return f"{head}>{formula}</c>" if formula else f"{head}/>"
        case Decimal():
            return f"{head}>{formula}<v>{value:f}</v></c>"
        case str() if formula:
            return f'{head} t="str">{formula}<v>{escape(value)}</v></c>'
        case _:
            return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def sound_figures(form: Form) -> list[Figures]:
    """Return what departments of the example without a mistake filled in."""
    inbox = example_workspace() / str(PERIOD) / "inbox"
    reviews = [each.review for each in check_files([inbox], _FORM).examined]
    sound = [r for r in reviews if r.values and not any(f.severity is Severity.ERROR for f in r.findings)]
    return [{a: v for a, v in r.values.items() if form.fields[a].role is not Role.CARRIED} for r in sound]


def _submission(
    form: Form, bases: Sequence[Figures], index: int, *, later: bool = False
) -> tuple[dict[Address, Value], dict[Address, Value]]:
    """Return the values of department `index`, and what it typed over formulas; those of a year `later`."""
    chance = random.Random(index)
    values = _figures(form, bases, chance)
    if later:
        values, chance = _a_year_later(form, values), random.Random(f"{index} later")
    values |= _told(form, bases, {**form.engine.evaluate(values), **values}, chance)
    who = form.identity
    values |= {who.name: _name(index), who.code: code_of(index), who.period: Decimal(PERIOD + later)}
    for number, cell in enumerate(form.identity.contact):
        values[cell] = f"{index:05d}{number}"
    return _with_mistakes(form, values, index, chance)


def _figures(form: Form, bases: Sequence[Figures], chance: random.Random) -> dict[Address, Value]:
    """Return sums of whole multiples of sound figures, which are sound: every law is linear or holds for each part."""
    first, second = chance.sample(bases, 2)
    many, more = chance.randint(1, 99), chance.randint(1, 99)
    values = dict(first)
    for field in form.figures:
        parts = [base.get(field.address) for base in (first, second)]
        if any(isinstance(part, Decimal) for part in parts):
            one, two = (_number(part) for part in parts)
            values[field.address] = one * many + two * more if field.kind is Kind.COUNT else one + two
    return values


def figures_before(form: Form, bases: Sequence[Figures], index: int) -> Figures:
    """Return what department `index` had in the year before, so that nothing of its workbook is to be asked about."""
    now = _figures(form, bases, random.Random(index))
    before = {source: now[cell] for cell, source in form.prefilled.items() if cell in now}
    return {**before, **{cell: _number(now.get(cell)) - _added(now, cell) for cell in _IN_FORCE}}


def _a_year_later(form: Form, before: Figures) -> dict[Address, Value]:
    """Return the figures of a year that begins with what `before` handed on, and has as much of everything new."""
    values = dict(before)
    for cell, source in form.prefilled.items():
        values[cell] = before.get(source, Decimal(0))
        values[source] = _number(before.get(source)) + _number(values[cell]) - _number(before.get(cell))
        if _number(values[source]) < 0:  # less was handed on than was done: that much more was new
            new = Address(cell.sheet, cell.row - 1, cell.column)
            values[new], values[source] = _number(before.get(new)) - _number(values[source]), Decimal(0)
    for cell in _IN_FORCE:
        values[cell] = max(_number(before.get(cell)) + _added(before, cell), Decimal(0))
    return values


def _added(values: Figures, in_force: Address) -> Decimal:
    """Return by how much more a year has in a cell of what is in force: what was made, less what was abolished."""
    made, abolished = (Address(in_force.sheet, in_force.row, column) for column in (2, 3))
    return _number(values.get(made)) - _number(values.get(abolished))


def _number(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)


def _told(form: Form, bases: Sequence[Figures], cells: Figures, chance: random.Random) -> dict[Address, Value]:
    """Return texts as long as the example's: scraps of its own words in an order of their own, and true figures."""
    told: dict[Address, Value] = {}
    for field in form.prose:
        texts = [str(base[field.address]) for base in bases if field.address in base]
        scraps = [text[n : n + _SCRAP] for text in texts for n in range(0, len(text), _SCRAP)]
        words = [each for each in scraps if not _COUNTED.search(each) and _WORD.match(each)]
        chance.shuffle(words)
        long = len(chance.choice(texts)) if texts else 0
        told[field.address] = "".join(words)[:long] + _TRUE.get(str(field.address), "").format(
            *(cells[Address.parse(cell)] for cell in _COUNTS)
        )
    return told


def _with_mistakes(
    form: Form, values: dict[Address, Value], index: int, chance: random.Random
) -> tuple[dict[Address, Value], dict[Address, Value]]:
    required = [field.address for field in form.figures if field.required]
    if index % 20 == 0:  # a total typed over
        return values, {chance.choice(form.totals): Decimal(chance.randint(1000, 9999))}
    if index % 25 == 0:  # a figure left out
        values.pop(chance.choice(required), None)
    elif index % 30 == 0:  # text where a number belongs
        values[chance.choice(required)] = "３件"
    elif index % 15 == 0:  # a figure that breaks a law of the form
        values[chance.choice(required)] = Decimal(chance.randint(1000, 9999))
    return values, {}


def _write_roster(path: Path, number: int) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(_LABELS["sheet"])
        sheet.write_row(0, 0, _LABELS["heads"])
        for index in range(1, number + 1):
            sheet.write_row(index, 0, (code_of(index), _name(index)))


def code_of(index: int) -> str:
    """Return the code of department `index`."""
    return f"D{index:05d}"


def _name(index: int) -> str:
    return f"第{index:05d}号单位"
