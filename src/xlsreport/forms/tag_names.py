"""What a tag or a draft names: sheets, cells, ranges and filters, each of which must be there."""

from collections.abc import Container, Iterable

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from xlsreport.errors import FormError
from xlsreport.language import bilingual, language_named
from xlsreport.model.address import cell_range
from xlsreport.model.form import Form
from xlsreport.model.template import FILTERS, PARTS, tag_name

_OF_TEXTS = frozenset(name for name in dir(str) if not name.startswith("_"))  # a cell is a text too


def bound_names(tree: nodes.Template) -> frozenset[str]:
    """Return the names that a loop or a set binds."""
    return frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")


def check_references(said: str, tree: nodes.Template, own: Iterable[str], form: Form) -> None:
    """Raise `FormError`, which begins with what is `said` of the place, for a name in `tree` that the form has not."""
    _check_words(said, tree, form)
    sheets = {tag_name(name): name for name in form.layouts}
    for name in sorted(find_undeclared_variables(tree) - set(own) - sheets.keys()):
        raise FormError(bilingual("form_name", at=said, name=name))
    for pair in tree.find_all(nodes.Getattr):
        if isinstance(pair.node, nodes.Name) and pair.node.name in sheets:
            _check_cells(said, sheets[pair.node.name], pair.attr, form)
        elif _is_cell(pair.node, sheets) and (pair.attr not in PARTS and pair.attr not in _OF_TEXTS):
            raise FormError(bilingual("form_part", at=said, part=pair.attr))
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name in sheets and isinstance(item.arg, nodes.Const):
            _check_cells(said, sheets[item.node.name], str(item.arg.value), form)


def _check_cells(said: str, sheet: str, cells: str, form: Form) -> None:
    try:
        addresses = cell_range(cells, sheet)
    except ValueError:
        addresses = ()
    if not addresses or not all(each in form.fields or each in form.formulas for each in addresses):
        raise FormError(bilingual("form_cell", at=said, cells=f"{sheet}!{cells}"))


def _is_cell(node: nodes.Node, sheets: Container[str]) -> bool:
    """Whether a node is a cell of a sheet, or the same cell last year."""
    if not isinstance(node, nodes.Getattr):
        return False
    if isinstance(node.node, nodes.Name):
        return node.node.name in sheets
    return node.attr == "before" and _is_cell(node.node, sheets)


def _check_words(said: str, tree: nodes.Template, form: Form) -> None:
    environment = tree.environment or Environment(autoescape=True)
    ours = (*FILTERS, *language_named(form.language).lists["filter_names"])
    environment.filters.update(dict.fromkeys(ours, str))  # named here, done where reports are written
    for each in tree.find_all(nodes.Filter):
        if each.name not in environment.filters:
            raise FormError(bilingual("form_filter", at=said, name=each.name))
    for test in tree.find_all(nodes.Test):
        if test.name not in environment.tests:
            raise FormError(bilingual("form_test", at=said, name=test.name))
