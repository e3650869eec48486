"""In nested comprehensions the loop variable is a noun: two `each` of different types beside each other are misread."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "xlsreport"
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def unnamed(tree: ast.AST) -> Iterator[int]:
    """Yield the line of each comprehension of several loops that calls one of its variables `each`."""
    for node in ast.walk(tree):
        if isinstance(node, COMPREHENSIONS):
            loops = [loop for part in ast.walk(node) if isinstance(part, COMPREHENSIONS) for loop in part.generators]
            if len(loops) > 1 and "each" in {name for loop in loops for name in _names(loop.target)}:
                yield node.lineno


def _names(target: ast.expr) -> Iterator[str]:
    yield from (node.id for node in ast.walk(target) if isinstance(node, ast.Name))


def test_loops_inside_loops_have_nouns() -> None:
    wrong = [
        f"{file.relative_to(SOURCE).as_posix()}:{line}"
        for file in sorted(SOURCE.rglob("*.py"))
        for line in unnamed(ast.parse(file.read_text(encoding="utf-8")))
    ]

    assert wrong == []


def test_a_loop_without_a_noun_is_found_and_a_single_loop_may_have_none() -> None:
    text = (
        "a = [each for each in b]\nc = [d for each in b for d in each]\ne = [f for f in b if any(each for each in f)]"
    )

    assert list(unnamed(ast.parse(text))) == [2, 3]
