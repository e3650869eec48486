"""Which cells of a form the tags of its Word template show."""

from collections.abc import Iterator

from jinja2 import nodes

from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Form
from xlsreport.model.template import tag_name


def cells_in(tree: nodes.Template, form: Form) -> Iterator[Address]:
    """Yield the cells that a tag or a drafted sentence names, one by one or in a range."""
    sheets = {tag_name(name): name for name in form.layouts}
    for pair in tree.find_all(nodes.Getattr):
        if isinstance(pair.node, nodes.Name) and pair.node.name in sheets:
            yield from _cells(pair.attr, sheets[pair.node.name])
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name in sheets and isinstance(item.arg, nodes.Const):
            yield from _cells(str(item.arg.value), sheets[item.node.name])


def _cells(text: str, sheet: str) -> tuple[Address, ...]:
    try:
        return cell_range(text, sheet)
    except ValueError:
        return ()
