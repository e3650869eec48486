"""The engine that fills tags, and where in a form's Word template it fails."""

import traceback
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xlsreport.language import language_named
from xlsreport.model.form import Form
from xlsreport.model.period import PeriodKind
from xlsreport.writing.report.filters import filters_of

# What a tag may raise: it asks for what is not there, or reckons with what is no number.
FAILURES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
_SOURCES = 64  # sentences, and parts of templates, that are kept compiled
_COMPILED = "<template>"  # the file that Jinja's frames name


def filler(form: Form, *, escapes: bool) -> ImmutableSandboxedEnvironment:
    """Return the sandbox with the filters of the form's language; `escapes` for what is printed into XML."""
    return _filler(form.language, form.periods.kind, escapes)


@lru_cache(maxsize=4)
def _filler(name: str, kind: PeriodKind, escapes: bool) -> ImmutableSandboxedEnvironment:
    environment = _Remembering(autoescape=escapes, undefined=StrictUndefined)
    environment.filters.update(filters_of(language_named(name), kind))
    return environment


class _Remembering(ImmutableSandboxedEnvironment):
    """A sandbox that compiles a source once: all reports of a run have the same template."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.compiled = lru_cache(maxsize=_SOURCES)(super().from_string)

    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - as jinja2 calls it
        template_class: type[Template] | None = None,
    ) -> Template:
        """Return `source` compiled; nobody gives more than the source."""
        return self.compiled(source)


def failing_place(form: Form, environment: Environment, cells: Mapping[str, Any]) -> str | None:
    """Return the paragraph or table cell of the form's template that cannot be filled with `cells`, None where all can.

    Its passages are filled once more, each on a line of its own, since the engine tells the line alone.
    """
    text = "\n".join(passage for _, passage in form.passages)
    try:
        environment.from_string(text).render(cells)
    except FAILURES as error:
        frames = traceback.walk_tb(error.__traceback__)
        lines = [line for frame, line in frames if frame.f_code.co_filename == _COMPILED]
        return form.passages[lines[-1] - 1][0] if lines else None
    return None
