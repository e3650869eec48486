"""Formulas that would not give the same twice, never end, or compute from what is no number."""

from collections.abc import Iterator, Mapping

from xlsreport.errors import FormError
from xlsreport.forms.evaluation_order import evaluation_order
from xlsreport.forms.formulas import Node, cells_of, functions, parsed, read_by
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Kind

_CHANGING = {"TODAY", "NOW", "RAND", "RANDBETWEEN", "RANDARRAY"}
_ADDING = {"SUM", "AVERAGE", "PRODUCT", "SUMPRODUCT", "MAX", "MIN", "ROUND", "ABS"}
_SPILLING = {
    *("UNIQUE", "FILTER", "SORT", "SORTBY", "SEQUENCE", "TRANSPOSE", "TEXTSPLIT", "VSTACK", "HSTACK", "TOCOL", "TOROW"),
    *("TAKE", "DROP", "EXPAND", "CHOOSECOLS", "CHOOSEROWS", "WRAPROWS", "WRAPCOLS", "FREQUENCY", "MMULT", "MUNIT"),
    *("LINEST", "TREND", "GROWTH", "LOGEST", "MAP", "BYROW", "BYCOL", "MAKEARRAY", "SCAN", "GROUPBY", "PIVOTBY"),
}  # functions that give a value for each of several cells
_EACH = {
    "IF",
    "IFERROR",
    "ROUND",
    "ABS",
    "INT",
    "LEN",
    "TRIM",
    "VALUE",
    "TEXT",
    "LEFT",
    "RIGHT",
    "MID",
}  # cell by cell
_RECKONING = {"+", "-", "*", "/", "^"}


def check_repeatable(formulas: Mapping[Address, str]) -> None:
    """Raise `FormError` naming the cell for a formula that gives another result each time, or rests on itself.

    Or that puts together the addresses it reads, so that nobody knows on what it rests, or gives many values.
    """
    for address, formula in formulas.items():
        tree = parsed(formula)
        if tree is None:
            continue
        if name := next(_changing(tree), None):
            raise FormError(bilingual("form_changing", at=address, name=name))
        if "INDIRECT" in map(str.upper, functions(tree)):
            raise FormError(bilingual("form_unseen", at=address, name="INDIRECT"))
        if gives_many(tree):
            raise FormError(bilingual("form_spilling", at=address, formula=formula))
    ordered = frozenset(evaluation_order(formulas))
    circle = [cell for cell in formulas if cell not in ordered]
    if circle:
        raise FormError(bilingual("form_circle", at=circle[0], cells=" → ".join(map(str, _way(circle, formulas)))))


def _changing(node: Node) -> Iterator[str]:
    """Yield the functions that make a formula change; what is taken from itself, as TODAY()-TODAY(), stays 0."""
    if node["node_type"] == "BinaryOp" and node["operator"] == "-" and node["left"] == node["right"]:
        yield from (name for name in map(str.upper, functions(node)) if name in _CHANGING - {"TODAY"})
        return
    if node["node_type"] == "Function" and node["name"].upper() in _CHANGING:
        yield node["name"].upper()
    for child in (*(node[key] for key in ("left", "right", "operand") if key in node), *node.get("args", [])):
        yield from _changing(child)


def gives_many(node: Node) -> bool:
    """Whether a formula gives a value for each of several cells, which Excel writes into the cells beside it."""
    if node["node_type"] == "Reference":
        return ":" in node["reference"]
    parts = [node[key] for key in ("left", "right", "operand") if key in node]
    if node["node_type"] != "Function":
        return any(map(gives_many, parts)) or any(map(_names_spilt, parts))
    name = _plain(node["name"])
    return name in _SPILLING or _names_spilt(node) or (name in _EACH and any(map(gives_many, node.get("args", []))))


def _names_spilt(node: Node) -> bool:
    """Whether a formula reads what another has written into the cells beside it: `A1#`."""
    return "ANCHORARRAY" in map(_plain, functions(node))


def _plain(name: str) -> str:
    """Return the name of a function without what Excel writes before those that it learned late."""
    return name.upper().rpartition(".")[2] if name.upper().startswith("_XL") else name.upper()


def check_rule_figures(form: Form) -> None:
    """Raise `FormError` naming the cell of a rule that compares a text."""
    for cell in (side for rule in form.rules for side in (rule.left, rule.right)):
        tree = parsed(form.formulas[cell])
        read = cells_of(tree["reference"], cell.sheet) if tree and tree["node_type"] == "Reference" else ()
        if read and read[0] in form.fields and form.fields[read[0]].kind is Kind.TEXT:
            words = {"formula": form.formulas[cell], "address": cell}
            raise FormError(bilingual("form_text_reckoned", at=read[0], **words))


def _way(circle: list[Address], formulas: Mapping[Address, str]) -> list[Address]:
    """Return the cells from one of `circle` to itself, each after the one that reads it."""
    way: list[Address] = []
    cell = circle[0]
    while cell not in way:
        way.append(cell)
        cell = min(read_by(formulas[cell], cell.sheet) & set(circle))
    return [*way[way.index(cell) :], cell]


def check_operands(formulas: Mapping[Address, str], fields: Mapping[Address, Field]) -> None:
    """Raise `FormError` naming the cell that a formula reckons with and that takes any text: its total is unknown."""
    for address, formula in formulas.items():
        tree = parsed(formula)
        for text in reckoned(tree) if tree else ():
            for cell in cells_of(text, address.sheet):
                if cell in fields and fields[cell].kind is Kind.TEXT:
                    raise FormError(bilingual("form_text_reckoned", at=cell, formula=formula, address=address))


def reckoned(node: Node) -> Iterator[str]:
    """Yield the references that a formula takes for numbers."""
    operands = [node[key] for key in ("left", "right", "operand") if key in node]
    arguments = node.get("args", [])
    reckons = node["node_type"] in ("BinaryOp", "UnaryOp") and node["operator"] in _RECKONING
    adds = node["node_type"] == "Function" and node["name"].upper() in _ADDING
    for child in (*(operands if reckons else ()), *(arguments if adds else ())):
        if child["node_type"] == "Reference":
            yield child["reference"]
    for child in (*operands, *arguments):
        yield from reckoned(child)
