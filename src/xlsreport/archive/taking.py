"""Values taken out of JSON that anybody may have written: of the type asked for, or `MalformedError` is raised."""

from dataclasses import dataclass


class MalformedError(Exception):
    """Something in a JSON document is missing or of another type; the text names its key."""


@dataclass(frozen=True, slots=True)
class Given:
    """An object of a JSON document."""

    values: dict[str, object]

    def has(self, key: str) -> bool:
        """Return whether `key` is there and not null."""
        return self.values.get(key) is not None

    def word(self, key: str) -> str:
        """Return the text at `key`."""
        value = self.values.get(key)
        if not isinstance(value, str):
            raise MalformedError(key)
        return value

    def optional(self, key: str) -> str | None:
        """Return the text at `key`, None where there is none."""
        return self.word(key) if self.has(key) else None

    def number(self, key: str) -> int:
        """Return the whole number at `key`."""
        value = self.values.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise MalformedError(key)
        return value

    def flag(self, key: str) -> bool:
        """Return the true or false at `key`."""
        value = self.values.get(key)
        if not isinstance(value, bool):
            raise MalformedError(key)
        return value

    def table(self, key: str) -> "Given":
        """Return the object at `key`."""
        return given(self.values.get(key), key)

    def tables(self, key: str) -> tuple["Given", ...]:
        """Return the objects in the list at `key`."""
        return tuple(given(each, key) for each in self._list(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts in the list at `key`."""
        found = self._list(key)
        texts = tuple(each for each in found if isinstance(each, str))
        if len(texts) != len(found):
            raise MalformedError(key)
        return texts

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every key with its text, by key."""
        return tuple((key, self.word(key)) for key in sorted(self.values))

    def _list(self, key: str) -> list[object]:
        value = self.values.get(key)
        if not isinstance(value, list):
            raise MalformedError(key)
        return value


def given(value: object, key: str = "{}") -> Given:
    """Return `value` as an object; raises `MalformedError`, naming `key`, where it is none."""
    if not isinstance(value, dict):
        raise MalformedError(key)
    return Given(value)
