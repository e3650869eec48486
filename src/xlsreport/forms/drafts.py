"""The table `[drafts]` of form.toml: sentences from the figures, for texts that are left blank."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from xlsreport.errors import FormError
from xlsreport.forms.tag_names import bound_names, check_references
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Role


def read_drafts(table: Mapping[str, Any]) -> dict[Address, tuple[str, ...]]:
    """Return the sentences by the cell that they are for; raises `ValueError` naming the entry that is wrong."""
    for cell, sentences in table.items():
        if not isinstance(sentences, list) or not all(isinstance(each, str) for each in sentences):
            raise ValueError(f"[drafts] {cell}")
    return {Address.parse(cell): tuple(sentences) for cell, sentences in table.items()}


def check_drafts(form: Form) -> None:
    """Raise `FormError` naming the cell, and the number of the sentence, for what cannot be drafted.

    Only a text that must be filled has drafts: its being blank is asked about, so that none is published unseen.
    """
    for place, sentences in form.drafts.items():
        said = f"{form.folder / 'form.toml'}：[drafts] “{place}”"
        field = form.fields.get(place)
        if field is None or field.role is not Role.PROSE or not field.required:
            raise FormError(f"{said}不是必填的正文。It is no text of the report that must be filled.")
        for number, sentence in enumerate(sentences, 1):
            where = f"{said}第 {number} 句（sentence {number}）"
            tree = _parsed(where, sentence)
            check_references(where, tree, bound_names(tree), form)


def _parsed(where: str, sentence: str) -> nodes.Template:
    try:
        return Environment(autoescape=True).parse(sentence)
    except TemplateSyntaxError as error:
        raise FormError(f"{where}写得不对（{error.message}）。The sentence is not valid.") from None
