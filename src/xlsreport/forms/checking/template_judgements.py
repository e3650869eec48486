"""What is wrong with a template whose tags are right: tags in pieces, figures that none shows, drafts that fail."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jinja2 import nodes

from xlsreport.errors import FormError
from xlsreport.forms.checking.collected import in_template, in_workbook
from xlsreport.forms.checking.inspected import Inspected
from xlsreport.forms.checking.rule_rows import has_gap
from xlsreport.forms.drafts import check_draft, parsed_draft
from xlsreport.forms.tag_cells import cells_in
from xlsreport.language.catalogue import Said
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.form_finding import FormFault, Saying

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_SILENT = ("rsid", "lang", "noProof", "proofErr")  # what Word writes into runs of itself


def template_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield tags that are in pieces, drafts that cannot be made, and figures that the report does not show."""
    yield from draft_faults(inspected)
    if inspected.template is None:
        return
    for place, paragraphs in inspected.template.passages:
        for paragraph in paragraphs:
            for tag in broken_tags(paragraph):
                yield FormFault("L511", in_template(place), {"tag": tag})
    yield from _unshown(inspected)


def broken_tags(paragraph: "Paragraph") -> Iterator[str]:
    """Yield the tags of a paragraph that are formatted in more than one way."""
    looks = [(_look(run), len(run.text)) for run in paragraph.runs]
    text = "".join(run.text for run in paragraph.runs)
    letters = [look for look, length in looks for _ in range(length)]
    for tag in _TAG.finditer(text):
        if len(set(letters[tag.start() : tag.end()])) > 1:
            yield tag[0]


def _look(run: Any) -> str:
    """Return how a run is formatted, without what changes nothing that is seen."""
    properties = run._r.rPr
    if properties is None:
        return ""
    return "".join(sorted(_said(each) for each in properties if not each.tag.endswith(_SILENT)))


def _said(element: Any) -> str:
    return f"{element.tag}{sorted((key, value) for key, value in element.attrib.items() if 'hint' not in key)}"


def draft_faults(inspected: Inspected) -> Iterator[FormFault]:
    """Yield the sentences of `[drafts]` that could not be made, each with its number."""
    form = inspected.form
    for place, sentences in form.drafts.items():
        for number, sentence in enumerate(sentences, 1):
            try:
                check_draft(form, place, number, sentence)
            except FormError as error:
                said = error.args[0]
                words = Saying(said.key, said.words) if isinstance(said, Said) else str(error)
                written = inspected.settings.where.naming_text(sentence, ("drafts", str(place)))
                yield FormFault("L520", written, {"place": f"{place} ({number})", "said": words})


def _unshown(inspected: Inspected) -> Iterator[FormFault]:
    """Yield the figures that neither a tag nor a draft shows, and of which nothing else comes either."""
    form, template = inspected.form, inspected.template
    if template is None or not template.trees or inspected.spoiled & form.formulas.keys() or has_gap(inspected):
        return  # what a formula or a rule was for is not known where it could not be read
    shown = {cell for tree in (*template.trees, *_drafts(inspected)) for cell in cells_in(tree, form)}
    shown |= {each.address for each in form.main}
    used = shown | _parts_of_totals(form, shown) | _needed(form)
    sheets = {cell.sheet for cell in shown}
    for field in form.figures:
        if field.address.sheet in sheets and field.address not in used | inspected.spoiled:
            yield FormFault("L512", in_workbook(field.address))


def _parts_of_totals(form: Form, shown: set[Address]) -> set[Address]:
    """Return the inputs that are told as parts of a total, which is shown or which a rule judges."""
    judged = {part for rule in form.rules for side in (rule.left, rule.right) for part in form.engine.parts(side)}
    totals = (cell for cell in shown | judged if cell in form.formulas and cell.sheet != form.rules_sheet)
    return {leaf for cell in totals for leaf in form.leaves[cell]}


def _needed(form: Form) -> set[Address]:
    """Return the figures that next year's workbook begins with, or that others are joined by."""
    years = {*form.carried.values(), *form.prefilled.values(), *form.prefilled}
    weights = {field.weight for field in form.fields.values() if field.weight is not None}
    ratios = {cell for field in form.figures if field.ratio for cell in (field.ratio.above, field.ratio.below)}
    return years | weights | ratios


def _drafts(inspected: Inspected) -> Iterator[nodes.Template]:
    for place, sentences in inspected.form.drafts.items():
        for number, sentence in enumerate(sentences, 1):
            try:
                yield parsed_draft(inspected.form, place, number, sentence)
            except FormError:
                continue
