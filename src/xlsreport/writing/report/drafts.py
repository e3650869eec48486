"""Sentences drafted from the figures, where the whole's own text is blank: each a small template of the form."""

from collections.abc import Callable, Iterator

from xlsreport.errors import FormError
from xlsreport.language import bilingual, language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.writing.report.cells import Drafts, TemplateContext, names_of
from xlsreport.writing.report.environment import FAILURES, filler


def drafted(form: Form, told: TemplateContext) -> Drafts:
    """Return the drafted paragraphs of each text that is blank and of which something can be said.

    A sentence whose condition does not hold is empty and left out, a paragraph of nothing too. Raises `FormError`
    naming the sentence that cannot be made.
    """
    environment, cells = filler(form, escapes=False), names_of(form, told)  # the report escapes them

    def made(sentence: str) -> str:
        return " ".join(environment.from_string(sentence).render(cells).split())

    blank = (each for each in form.drafts if not str(told.values.get(each) or "").strip())
    return {each: found for each in blank if (found := tuple(_paragraphs(form, each, made)))}


def _paragraphs(form: Form, place: Address, made: Callable[[str], str]) -> Iterator[str]:
    """Yield the sentences joined; an empty one in the form divides paragraphs."""
    between, said = language_named(form.language).lists["draft_between"][-1], list[str]()
    for number, sentence in enumerate((*form.drafts[place], ""), 1):
        if sentence:
            said.append(_sentence(form, (place, number), made, sentence))
        elif text := between.join(filter(None, said)):
            yield text
        if not sentence:
            said = []


def _sentence(form: Form, where: tuple[Address, int], made: Callable[[str], str], sentence: str) -> str:
    try:
        return made(sentence)
    except FAILURES as error:
        place, number = where
        at = form.folder / "form.toml"
        raise FormError(bilingual("draft_fails", at=at, place=place, number=number, error=error)) from None
