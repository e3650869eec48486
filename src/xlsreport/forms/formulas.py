"""Formulas as formualizer parses them: what they read, and whether they only add."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from math import isfinite
from typing import Any

import formualizer

from xlsreport.model.address import Address, cell_range
from xlsreport.model.engine import Linear

Node = dict[str, Any]

_CONSTANT_CALL = re.compile(r"\b(TRUE|FALSE)\(\)")  # as LibreOffice saves TRUE and FALSE


@lru_cache(maxsize=4096)
def parsed(formula: str) -> Node | None:
    """Return the syntax tree of `formula`, None where it does not parse."""
    try:
        tree: Node = formualizer.parse(formula).to_dict()
    except (formualizer.ParserError, formualizer.TokenizerError):
        return None
    return None if any(map(_is_endless, _literals(tree))) else tree


def _literals(node: Node) -> Iterator[object]:
    if node["node_type"] == "Literal":
        yield node["value"]
    for child in _children(node):
        yield from _literals(child)


def _is_endless(value: object) -> bool:
    """Whether a literal is no number of a workbook: the parser takes the names INF and NAN, and 1E999, for floats."""
    return isinstance(value, float) and not isfinite(value)


@lru_cache(maxsize=4096)
def read_by(formula: str, sheet: str) -> frozenset[Address]:
    """Return the cells that `formula` on `sheet` reads directly; empty where it cannot be parsed."""
    tree = parsed(formula)
    return frozenset(cell for text in references(tree) for cell in cells_of(text, sheet)) if tree else frozenset()


@lru_cache(maxsize=4096)
def canonical(formula: str, sheet: str) -> str | None:
    """Return `formula` in one spelling: no spaces, no `$`, no mention of its own sheet; None if unparsable."""
    if parsed(formula) is None:
        return None
    text = formualizer.parse(formula).to_formula()
    for own in (f"{sheet}!", f"'{sheet}'!"):
        text = text.replace(own, "")
    return _CONSTANT_CALL.sub(r"\1", text.replace("$", "").replace(" ", "").upper())


def references(node: Node) -> Iterator[str]:
    """Yield the references in a syntax tree, as written, from left to right."""
    if node["node_type"] == "Reference":
        yield node["reference"]
    for child in _children(node):
        yield from references(child)


def functions(node: Node) -> Iterator[str]:
    """Yield the names of the functions that a syntax tree calls."""
    if node["node_type"] == "Function":
        yield node["name"]
    for child in _children(node):
        yield from functions(child)


def cells_of(reference: str, sheet: str) -> tuple[Address, ...]:
    """Return the cells of one reference; none for a name, a whole column or another workbook."""
    try:
        return cell_range(reference, sheet) if "[" not in reference else ()
    except ValueError:
        return ()


def renamed(formula: str, rename: Callable[[str], str]) -> str:
    """Return `formula` with `rename` applied to every reference in it; as it is where it cannot be parsed."""
    from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError  # noqa: PLC0415 - loads all of openpyxl

    try:
        tokens = Tokenizer(formula).items
    except (TokenizerError, IndexError):
        return formula
    return "=" + "".join(rename(t.value) if t.subtype == Token.RANGE else t.value for t in tokens)


def in_full(formula: str, ranges: Mapping[str, str]) -> str:
    """Return `formula` with the names of `ranges` (in small letters) written out as the cells that they stand for."""
    plain = formula.casefold()
    if not any(name in plain for name in ranges):
        return formula
    return renamed(formula, lambda said: ranges.get(said.casefold(), said))


def linear_over(node: Node, sheet: str, expand: Callable[[Address], Linear | None]) -> Linear | None:
    """Return what a syntax tree adds up, each cell replaced by what `expand` says of it; None if it does more."""
    match node["node_type"]:
        case "Literal" if isinstance(node["value"], int | float) and not isinstance(node["value"], bool):
            return Linear({}, Decimal(repr(node["value"])))
        case "Reference":
            cells = cells_of(node["reference"], sheet)
            return expand(cells[0]) if len(cells) == 1 else None
        case "UnaryOp" if node["operator"] in "+-":
            return _scaled(linear_over(node["operand"], sheet, expand), Decimal(f"{node['operator']}1"))
        case "BinaryOp" if node["operator"] in ("+", "-"):
            return _added(
                linear_over(node["left"], sheet, expand),
                _scaled(linear_over(node["right"], sheet, expand), Decimal(f"{node['operator']}1")),
            )
        case "BinaryOp" if node["operator"] == "*":
            return _product(linear_over(node["left"], sheet, expand), linear_over(node["right"], sheet, expand))
        case "Function" if node["name"].upper() == "SUM":
            return _summed(node["args"], sheet, expand)
    return None


def _summed(arguments: list[Node], sheet: str, expand: Callable[[Address], Linear | None]) -> Linear | None:
    total: Linear | None = Linear({})
    for argument in arguments:
        if argument["node_type"] == "Reference":
            cells = cells_of(argument["reference"], sheet)
            parts = [expand(cell) for cell in cells] or [None]
        else:
            parts = [linear_over(argument, sheet, expand)]
        for part in parts:
            total = _added(total, part)
    return total


def _added(left: Linear | None, right: Linear | None) -> Linear | None:
    if left is None or right is None:
        return None
    terms = dict(left.terms)
    for cell, factor in right.terms.items():
        terms[cell] = terms.get(cell, Decimal(0)) + factor
    return Linear({cell: factor for cell, factor in terms.items() if factor}, left.constant + right.constant)


def _scaled(linear: Linear | None, factor: Decimal) -> Linear | None:
    if linear is None:
        return None
    return Linear({cell: each * factor for cell, each in linear.terms.items()}, linear.constant * factor)


def _product(left: Linear | None, right: Linear | None) -> Linear | None:
    if left is None or right is None or (left.terms and right.terms):
        return None
    return _scaled(left, right.constant) if left.terms else _scaled(right, left.constant)


def _children(node: Node) -> Iterator[Node]:
    for key in ("left", "right", "operand"):
        if key in node:
            yield node[key]
    yield from node.get("args", ())
