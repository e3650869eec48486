"""What functions of a sender's bytes answered, remembered where the bytes are few: a hostile file is soon forgotten."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

_More = ParamSpec("_More")
_Answer = TypeVar("_Answer")
_Function = Callable[Concatenate[bytes, _More], _Answer]


def remembering(number: int, longest: int) -> Callable[[_Function[_More, _Answer]], _Function[_More, _Answer]]:
    """Return a decorator that keeps the last `number` answers to bytes that are at most `longest`."""

    def decorated(function: _Function[_More, _Answer]) -> _Function[_More, _Answer]:
        remembered = lru_cache(maxsize=number)(function)

        @wraps(function)
        def answered(content: bytes, /, *more: _More.args, **named: _More.kwargs) -> _Answer:
            known = remembered if len(content) <= longest else function
            return known(content, *more, **named)

        return answered

    return decorated
