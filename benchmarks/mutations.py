"""What could have been written instead: small changes to the syntax of a module, each of which a test should notice.

A change keeps the types, as a slip does: what would fail at once, whatever it is given, proves nothing of the tests.
"""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_OTHERWISE: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_CALLED_OTHERWISE = {"min": "max", "max": "min", "any": "all", "all": "any"}
_DROPPED = (ast.Add, ast.Sub, ast.Mult, ast.BitOr, ast.BitAnd)  # a + b → a, whatever a and b are
_LEFT_ALONE = ("annotation", "returns", "decorator_list", "type_params", "bases")
_SCOPES = (ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change to a module: where it is (`site` and `variant` number it), and the code before and after."""

    module: str
    line: int
    function: str
    before: str
    after: str
    site: int
    variant: int

    @property
    def change(self) -> str:
        """The change in one line."""
        return f"{self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class _Site:
    """A node in its place: in a field of `parent`, at `index` where that is a list."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    function: str

    def put(self, node: ast.AST) -> None:
        """Put another node there."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def mutants(module: str, source: str) -> list[Mutant]:
    """Return every change to `source`, in its order; two that read the same on one line are one."""
    found: dict[tuple[object, ...], Mutant] = {}
    for number, site in enumerate(_sites(ast.parse(source))):
        for variant, node in enumerate(_variants(site)):
            before, after = _shown(site, site.node), _shown(site, node)
            line = getattr(site.node, "lineno", 0)
            one = Mutant(module, line, site.function, before, after, number, variant)
            if before != after:
                found.setdefault((line, before, after), one)
    return list(found.values())


def mutated(source: str, mutant: Mutant) -> str:
    """Return `source` with the change of `mutant`."""
    tree = ast.parse(source)
    site = list(_sites(tree))[mutant.site]
    site.put(list(_variants(site))[mutant.variant])
    return ast.unparse(ast.fix_missing_locations(tree))


def _sites(node: ast.AST, function: str = "") -> Iterator[_Site]:
    for field, value in ast.iter_fields(node):
        if field in _LEFT_ALONE:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or isinstance(child, ast.pattern) or _is_a_type(node, field, index):
                continue
            yield _Site(node, field, index, child, function)
            inside = f"{function}.{child.name}".strip(".") if isinstance(child, _SCOPES) else function
            yield from _sites(child, inside)


def _is_a_type(parent: ast.AST, field: str, index: int | None) -> bool:
    """Whether there stands the type that `isinstance` or `cast` is given."""
    if not isinstance(parent, ast.Call) or not isinstance(parent.func, ast.Name):
        return False
    return (parent.func.id, field, index) in {("isinstance", "args", 1), ("cast", "args", 0)}


def _variants(site: _Site) -> Iterator[ast.AST]:
    """Yield what could stand there instead."""
    for kind, of_kind in _OF_KIND.items():
        if isinstance(site.node, kind):
            yield from of_kind(site.node)
    if (site.field == "test" or isinstance(site.parent, ast.comprehension)) and isinstance(site.node, ast.expr):
        yield from _of_test(site, site.node)


def _of_comparison(node: ast.Compare) -> Iterator[ast.AST]:
    if len(node.ops) == 1:
        yield from (ast.Compare(node.left, [other()], node.comparators) for other in _OTHERWISE[type(node.ops[0])])


def _of_sign(node: ast.UnaryOp) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield node.operand


def _of_call(node: ast.Call) -> Iterator[ast.AST]:
    if isinstance(node.func, ast.Name) and node.func.id in _CALLED_OTHERWISE:
        yield ast.Call(ast.Name(_CALLED_OTHERWISE[node.func.id], ast.Load()), node.args, node.keywords)


def _of_conditions(node: ast.BoolOp) -> Iterator[ast.AST]:
    yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for number in range(len(node.values)):
        rest = [*node.values[:number], *node.values[number + 1 :]]
        yield rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)


def _of_sum(node: ast.BinOp) -> Iterator[ast.AST]:
    if isinstance(node.op, _DROPPED):
        yield node.left
    if isinstance(node.op, ast.Add | ast.Sub) and _is_number(node.right):
        yield ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)


def _of_constant(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif _is_number(node):
        yield from (ast.Constant(node.value + step) for step in (1, -1))  # type: ignore[operator]


def _of_return(node: ast.Return) -> Iterator[ast.AST]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield ast.Return(ast.Constant(None))


def _of_statement(node: ast.stmt) -> Iterator[ast.AST]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):  # no docstring, no ellipsis
        yield ast.Pass()


_OF_KIND: dict[Any, Callable[[Any], Iterator[ast.AST]]] = {
    ast.Compare: _of_comparison,
    ast.BoolOp: _of_conditions,
    ast.UnaryOp: _of_sign,
    ast.BinOp: _of_sum,
    ast.Constant: _of_constant,
    ast.Call: _of_call,
    ast.Return: _of_return,
    (ast.Expr, ast.AugAssign, ast.Raise, ast.Continue, ast.Break): _of_statement,
}


def _of_test(site: _Site, node: ast.expr) -> Iterator[ast.AST]:
    """Yield a condition negated, where no other change negates it; a comprehension's is left out."""
    if isinstance(site.parent, ast.comprehension):
        if site.field == "ifs":
            yield ast.Constant(True)
    elif not isinstance(node, ast.Compare | ast.UnaryOp):
        yield ast.UnaryOp(ast.Not(), node)


def _is_number(node: Any) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def _shown(site: _Site, node: ast.AST) -> str:
    """Return the code with `node` there; a constant with what it stands in."""
    site.put(node)
    shown = site.parent if isinstance(site.node, ast.Constant) and not isinstance(site.parent, _SCOPES) else node
    text = " ".join(ast.unparse(ast.fix_missing_locations(shown)).split())
    site.put(site.node)
    return text if len(text) <= 160 else text[:159] + "…"
