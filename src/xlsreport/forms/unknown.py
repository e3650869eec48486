"""Which formulas cannot be known where some of their cells are not."""

from collections.abc import Iterable, Iterator, Mapping, Set

from xlsreport.forms.formulas import Node, cells_of, functions, parsed, references
from xlsreport.model.address import Address

_COUNTING = {"COUNT", "COUNTA", "COUNTBLANK", "ISBLANK", "ISNUMBER", "ISTEXT", "LEN"}  # a blank is an answer to them
_SUMMING = {"SUM", "MAX", "MIN", "AVERAGE", "SUMPRODUCT", "N"}  # they leave out the texts among cells
_CHOOSING = {"IF", "IFS"}


def unknown_from(
    formulas: Mapping[Address, str], order: Iterable[Address], holes: Set[Address], words: Set[Address] = frozenset()
) -> Mapping[Address, frozenset[Address]]:
    """Return the formulas that rest on `holes`, each with those of them that it rests on; `order` as they are computed.

    Where a formula itself asks whether a cell is blank, its author has said what is then. Of `words` only what is
    reckoned with makes unknown: a sum over cells leaves texts out.
    """
    found: dict[Address, frozenset[Address]] = {}
    for address in order:
        tree = parsed(formulas[address])
        if tree is None:
            continue
        read = set(_cells(_read(tree), address.sheet))
        roots = frozenset(read & holes).union(*(found[cell] for cell in read & found.keys()))
        if "OFFSET" in map(str.upper, functions(tree)):  # it may read any cell of the sheets that it names
            near = {each.sheet for each in read}
            roots = roots.union(hole for hole in holes if hole.sheet in near)
        if words & read:
            roots |= words & set(_cells(_read(tree, _SUMMING), address.sheet))
        if roots and (left := roots - set(_cells(_asked(tree), address.sheet))):
            found[address] = left
    return found


def _cells(texts: Iterable[str], sheet: str) -> Iterator[Address]:
    for text in texts:
        yield from cells_of(text, sheet)


def _read(node: Node, but: Set[str] = frozenset()) -> Iterator[str]:
    """Yield the references whose values a formula takes, those that are arguments of a function of `but` aside."""
    if node["node_type"] == "Function" and node["name"].upper() in _COUNTING:
        return
    if node["node_type"] == "Reference":
        yield node["reference"]
    leaves_out = node["node_type"] == "Function" and node["name"].upper() in but
    for child in _inside(node):
        if not (leaves_out and child["node_type"] == "Reference"):
            yield from _read(child, but)


def _asked(node: Node) -> Iterator[str]:
    """Yield the references of which a formula asks, before it chooses, whether they are blank."""
    if node["node_type"] == "Function" and node["name"].upper() in _CHOOSING:
        conditions = node["args"][:1] if node["name"].upper() == "IF" else node["args"]
        for condition in conditions:
            yield from _tested(condition)
    for child in _inside(node):
        yield from _asked(child)


def _tested(node: Node) -> Iterator[str]:
    if node["node_type"] == "Function" and node["name"].upper() in _COUNTING:
        yield from references(node)
    if node["node_type"] == "BinaryOp" and node["operator"] in ("=", "<>"):
        for one, other in ((node["left"], node["right"]), (node["right"], node["left"])):
            if one["node_type"] == "Literal" and one["value"] == "":
                yield from references(other)
    for child in _inside(node):
        yield from _tested(child)


def _inside(node: Node) -> Iterator[Node]:
    yield from (node[key] for key in ("left", "right", "operand") if key in node)
    yield from node.get("args", ())
