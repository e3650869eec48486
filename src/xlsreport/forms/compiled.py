"""Formulas compiled for speed: what a form mostly uses, over values whose meaning leaves no doubt.

Only what Excel, LibreOffice and formualizer agree on is computed here. For anything else (another function, an error
value, text where a number belongs, letters that differ in case alone) `Unsupported` is raised, and formualizer decides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from xlsreport.forms.formulas import Node, cells_of
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value

Env = Mapping[Address, Value]
Compiled = Callable[[Env], Value]

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {"=": eq, "<>": ne, "<": lt, ">": gt, "<=": le, ">=": ge}
_OPERATORS = ("<=", ">=", "<>", "<", ">", "=")  # the longer ones first
_LONGEST_WHOLE = Decimal(10**11)  # a longer whole number is shown in powers of ten when it becomes text
_EXCEL_DIGITS = Context(prec=15)  # a double has them all for certain
_ZERO = Decimal(0)
_PLAIN = frozenset({Decimal, type(None)})  # types of nearly all values in ranges


class Unsupported(Exception):  # noqa: N818 - no error: another engine is asked
    """What is asked is not for us."""


def compiled(node: Node, sheet: str) -> Compiled:
    """Return what computes the syntax tree `node` on `sheet`; raises `Unsupported` where it does more than we know."""
    match node["node_type"]:
        case "Literal":
            return _literal(node["value"])
        case "Reference":
            return _reference(_one_cell(node["reference"], sheet))
        case "UnaryOp" if node["operator"] == "-":
            inner = compiled(node["operand"], sheet)
            return lambda env: -_number(inner(env))
        case "BinaryOp":
            return _binary(node["operator"], compiled(node["left"], sheet), compiled(node["right"], sheet))
        case "Function":
            return _function(node["name"].upper(), node["args"], sheet)
    raise Unsupported


def _literal(value: object) -> Compiled:
    if isinstance(value, bool | str):
        return lambda _: value
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return lambda _: number
    raise Unsupported


def _one_cell(reference: str, sheet: str) -> Address:
    cells = cells_of(reference, sheet)
    if len(cells) != 1:
        raise Unsupported
    return cells[0]


def _reference(address: Address) -> Compiled:
    return lambda env: env.get(address)


def _binary(operator: str, left: Compiled, right: Compiled) -> Compiled:
    if operator in _COMPARISONS:
        compare = _COMPARISONS[operator]
        return lambda env: _compared(compare, left(env), right(env))
    match operator:
        case "+":
            return lambda env: _number(left(env)) + _number(right(env))
        case "-":
            return lambda env: _number(left(env)) - _number(right(env))
        case "*":
            return lambda env: _kept(_number(left(env)) * _number(right(env)))
        case "&":
            return lambda env: _text(left(env)) + _text(right(env))
    raise Unsupported


def _kept(product: Decimal) -> Decimal:
    """Return `product` where a double keeps all its digits; how it rounds more is its own affair."""
    if _EXCEL_DIGITS.plus(product) != product:
        raise Unsupported
    return product


def _function(name: str, arguments: list[Node], sheet: str) -> Compiled:
    if name in _OVER_CELLS:
        return _OVER_CELLS[name](tuple(cell for argument in arguments for cell in _cells(argument, sheet)))
    if name == "COUNTIF" and len(arguments) == 2:
        return _count_if(_cells(arguments[0], sheet), arguments[1])
    return _call(name, [compiled(each, sheet) for each in arguments])


def _call(name: str, parts: list[Compiled]) -> Compiled:
    match name, parts:
        case "IF", [condition, yes, no]:
            return lambda env: yes(env) if _truth(condition(env)) else no(env)
        case "IFERROR", [inner, _]:
            return inner  # an error is none of our values
        case "AND", [_, *_]:
            return lambda env: min([_truth(each(env)) for each in parts])  # all are looked at, as in Excel
        case "OR", [_, *_]:
            return lambda env: max([_truth(each(env)) for each in parts])
        case "LEN", [inner]:
            return lambda env: Decimal(len(_plain_text(inner(env))))
        case "TRIM", [inner]:
            return lambda env: _trimmed(_plain_text(inner(env)))
    raise Unsupported


def _cells(node: Node, sheet: str) -> tuple[Address, ...]:
    cells = cells_of(node["reference"], sheet) if node["node_type"] == "Reference" else ()
    if not cells:
        raise Unsupported
    return cells


def _sum(cells: tuple[Address, ...]) -> Compiled:
    return lambda env: sum((v for v in _certain(cells, env) if type(v) is Decimal), _ZERO)


def _count(cells: tuple[Address, ...]) -> Compiled:
    return lambda env: Decimal(sum(type(v) is Decimal for v in _certain(cells, env)))


def _count_filled(cells: tuple[Address, ...]) -> Compiled:
    return lambda env: Decimal(sum(v is not None for v in _certain(cells, env)))


_OVER_CELLS: Mapping[str, Callable[[tuple[Address, ...]], Compiled]] = {
    "SUM": _sum,
    "COUNT": _count,
    "COUNTA": _count_filled,
}


def _certain(cells: Iterable[Address], env: Env) -> Sequence[Value]:
    values = [*map(env.get, cells)]
    if not _PLAIN.issuperset(map(type, values)):
        for value in values:
            if value is not None and type(value) is not Decimal and (type(value) is not str or not value):
                raise Unsupported
    return values


def _count_if(cells: tuple[Address, ...], criterion: Node) -> Compiled:
    wanted = criterion.get("value") if criterion["node_type"] == "Literal" else None
    if not isinstance(wanted, str) or not wanted or any(sign in wanted for sign in "*?~"):
        raise Unsupported
    operator = next((each for each in _OPERATORS if wanted.startswith(each)), "")
    try:
        bound = Decimal(wanted.removeprefix(operator))
    except ArithmeticError:
        if operator:
            raise Unsupported from None
        return lambda env: Decimal(sum(_same_text(v, wanted) for v in _certain(cells, env)))
    if operator not in ("<", ">", "<=", ">="):
        raise Unsupported
    compare = _COMPARISONS[operator]
    return lambda env: Decimal(sum(type(v) is Decimal and compare(v, bound) for v in _certain(cells, env)))


def _compared(compare: Callable[[Any, Any], bool], left: Value, right: Value) -> bool:
    if type(left) is str or type(right) is str:
        if compare not in (eq, ne):
            raise Unsupported
        return _equal_texts(left, right) is (compare is eq)
    return compare(_number(left), _number(right))


def _equal_texts(left: Value, right: Value) -> bool:
    if type(left) is Decimal or type(right) is Decimal:
        return False  # a number is no text, whatever the text says
    first, second = ("" if value is None else value for value in (left, right))
    if type(first) is not str or type(second) is not str:
        raise Unsupported
    return _same_text(first, second)


def _same_text(value: Value, wanted: str) -> bool:
    if value == wanted or type(value) is not str:
        return value == wanted
    if value.casefold() == wanted.casefold():
        raise Unsupported
    return False


def _number(value: Value) -> Decimal:
    if type(value) is Decimal:
        return value
    if value is None:
        return _ZERO
    raise Unsupported


def _truth(value: Value) -> bool:
    if type(value) is bool:
        return value
    return bool(_number(value))


def _text(value: Value) -> str:
    if type(value) is Decimal and value == value.to_integral_value() and abs(value) < _LONGEST_WHOLE:
        return str(int(value))
    return _plain_text(value)


def _plain_text(value: Value) -> str:
    if value is None:
        return ""
    if type(value) is not str or len(value.encode("utf-16-le", "surrogatepass")) > 2 * len(value):
        raise Unsupported  # Excel counts UTF-16 units
    return value


def _trimmed(text: str) -> str:
    if text != " ".join(text.split()):
        raise Unsupported  # programs differ in what is a space
    return text
