"""An object as a key: the same object, and nothing that is compared or hashed anew each time."""

from typing import Generic, TypeVar

T = TypeVar("T")


class ByIdentity(Generic[T]):
    """`it` as a key of a dictionary: equal to that of the same object alone."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.it is self.it
