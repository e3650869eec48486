"""The house in figures: `python benchmarks/house.py [FOLDER…]` measures Python packages, ours by default, as JSON.

Of modules the lines; of functions the lines, parameters and cyclomatic complexity (a comprehension and a condition in
it counted); of the package annotations, docstrings and circles of imports.
"""

import ast
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any

OURS = Path(__file__).resolve().parents[1] / "src" / "xlsreport"
Function = ast.FunctionDef | ast.AsyncFunctionDef
_BRANCHES = (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.comprehension, ast.match_case, ast.With)


def complexity(function: Function) -> int:
    """Return one more than the number of branches."""
    nodes = list(ast.walk(function))
    more = sum(len(node.values) - 1 for node in nodes if isinstance(node, ast.BoolOp))
    conditions = sum(len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
    return 1 + sum(isinstance(node, _BRANCHES) for node in nodes) + more + conditions


def parameters(function: Function) -> int:
    """Return how many there are, `self` and `cls` left out."""
    named = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return sum(each.arg not in ("self", "cls") for each in named)


def spread(numbers: Sequence[int]) -> dict[str, float]:
    """Return the median, what nine in ten do not pass, and the most."""
    ordered = sorted(numbers) or [0]
    return {"median": median(ordered), "p90": ordered[int(len(ordered) * 0.9)], "most": ordered[-1]}


def circles(trees: dict[str, ast.Module], package: str) -> int:
    """Return how many modules lie on a circle of imports."""
    graph = {name: set(imports(tree, trees, package)) - {name} for name, tree in trees.items()}
    return sum(name in reachable(graph, name) for name in graph)


def imports(tree: ast.Module, known: dict[str, ast.Module], package: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == package:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in known else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)


def reachable(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in found and name in graph:
            found.add(name)
            ahead += graph[name]
    return found


def measured(folder: Path) -> dict[str, Any]:
    """Return the figures of the package in `folder`."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))}
    trees = {path: ast.parse(text) for path, text in texts.items()}
    functions = [n for tree in trees.values() for n in ast.walk(tree) if isinstance(n, Function)]
    public = [each for each in functions if not each.name.startswith("_")]
    names = {dotted(path, folder): tree for path, tree in trees.items()}
    return {
        "package": folder.name,
        "modules": len(trees),
        "lines": sum(text.count("\n") for text in texts.values()),
        "module_lines": spread([text.count("\n") for text in texts.values()]),
        "function_lines": spread([(each.end_lineno or 0) - each.lineno + 1 for each in functions]),
        "parameters": spread([parameters(each) for each in functions]),
        "complexity": spread([complexity(each) for each in functions]),
        "annotated_returns": round(sum(each.returns is not None for each in functions) / len(functions), 3),
        "public_docstrings": round(sum(bool(ast.get_docstring(each)) for each in public) / len(public), 3),
        "modules_in_circles": circles(names, folder.name),
        "largest_folder": max(sum(path.parent == each for path in texts) for each in {p.parent for p in texts}),
    }


def dotted(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


if __name__ == "__main__":
    json.dump([measured(Path(each)) for each in sys.argv[1:] or [OURS]], sys.stdout, indent=2)
    sys.stdout.write("\n")
