"""What a tag or a draft names: sheets, cells, ranges and filters, each of which must be there."""

from collections.abc import Iterable, Mapping

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from xlsreport.errors import FormError
from xlsreport.language import bilingual, language_named
from xlsreport.model.address import cell_range
from xlsreport.model.form import Form
from xlsreport.model.template import DEPARTMENTS, FILTERS, PARTS, tag_name

_OF_TEXTS = frozenset(name for name in dir(str) if not name.startswith("_"))  # a cell is a text too


def bound_names(tree: nodes.Template) -> frozenset[str]:
    """Return the names that a loop or a set binds."""
    return frozenset(name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")


def check_references(said: str, tree: nodes.Template, own: Iterable[str], form: Form) -> None:
    """Raise `FormError`, which begins with what is `said` of the place, for a name in `tree` that the form has not."""
    _check_words(said, tree, form)
    sheets = {tag_name(name): name for name in form.layouts}
    all_departments = {DEPARTMENTS, language_named(form.language).text("template_departments")}
    for name in sorted(find_undeclared_variables(tree) - set(own) - sheets.keys() - all_departments):
        raise FormError(bilingual("form_name", at=said, name=name))
    for pair in tree.find_all(nodes.Getattr):
        if (sheet := _sheet(pair.node, sheets)) is not None:
            _check_cells(said, sheet, pair.attr, form)
        elif _is_cell(pair.node, sheets) and (pair.attr not in PARTS and pair.attr not in _OF_TEXTS):
            raise FormError(bilingual("form_part", at=said, part=pair.attr))
    for item in tree.find_all(nodes.Getitem):
        if (sheet := _sheet(item.node, sheets)) is not None and isinstance(item.arg, nodes.Const):
            _check_cells(said, sheet, str(item.arg.value), form)


def _check_cells(said: str, sheet: str, cells: str, form: Form) -> None:
    try:
        addresses = cell_range(cells, sheet)
    except ValueError:
        addresses = ()
    if not addresses or not all(each in form.fields or each in form.formulas for each in addresses):
        raise FormError(bilingual("form_cell", at=said, cells=f"{sheet}!{cells}"))


def _sheet(node: nodes.Node, sheets: Mapping[str, str]) -> str | None:
    """Return the sheet that a node names, of the workbook itself or of one of the departments."""
    if isinstance(node, nodes.Name):
        return sheets.get(node.name)
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name not in sheets:
        return sheets.get(node.attr)
    return None


def _is_cell(node: nodes.Node, sheets: Mapping[str, str]) -> bool:
    """Whether a node is a cell of a sheet, or the same cell last year."""
    if not isinstance(node, nodes.Getattr):
        return False
    return _sheet(node.node, sheets) is not None or (node.attr == "before" and _is_cell(node.node, sheets))


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
