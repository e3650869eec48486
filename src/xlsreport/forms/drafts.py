"""The table `[drafts]` of form.toml: sentences from the figures, for texts that are left blank."""

from jinja2 import Environment, TemplateSyntaxError, nodes

from xlsreport.errors import FormError
from xlsreport.forms.schema import FILE
from xlsreport.forms.tag_names import bound_names, check_references
from xlsreport.language import bilingual, language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Role


def check_drafts(form: Form) -> None:
    """Raise `FormError` naming the cell, and the number of the sentence, for what cannot be drafted.

    Only a text that must be filled has drafts: its being blank is asked about, so that none is published unseen.
    """
    for place, sentences in form.drafts.items():
        for number, sentence in enumerate(sentences, 1):
            check_draft(form, place, number, sentence)


def check_draft(form: Form, place: Address, number: int, sentence: str) -> None:
    """Raise `FormError` for one sentence that cannot be drafted, or that stands in for what may stay blank."""
    field = form.fields.get(place)
    if field is None or field.role is not Role.PROSE or not field.required:
        raise FormError(bilingual("form_draft_optional", at=_at(form, place)))
    tree = parsed_draft(form, place, number, sentence)
    where = f"{_at(form, place)} {language_named(form.language).text('form_draft_place', number=number)}"
    check_references(where, tree, bound_names(tree), form)


def _at(form: Form, place: Address) -> str:
    return f"{form.folder / FILE} [drafts] {place}"


def parsed_draft(form: Form, place: Address, number: int, sentence: str) -> nodes.Template:
    """Return the tree of one sentence; raises `FormError` where it is not valid."""
    where = f"{_at(form, place)} {language_named(form.language).text('form_draft_place', number=number)}"
    try:
        return Environment(autoescape=True).parse(sentence)
    except TemplateSyntaxError as error:
        raise FormError(bilingual("form_draft_invalid", at=where, error=error.message)) from None
