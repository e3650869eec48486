"""A row of values that takes little memory: whole numbers as such, two bytes each where they are small."""

from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import overload

from xlsreport.model.workbook import Value

BLANK, OTHER = -32768, -32767  # the codes of nothing, and of what is no whole number; both fit two bytes
_SIZES = "hiq"  # two, four and eight bytes
_LEAST, _MOST = OTHER + 1, 2**63 - 1


class _Numbers(dict[int, Decimal | None]):
    """The values of codes: small numbers are one object each, however many rows hold them."""

    def __missing__(self, code: int) -> Decimal:
        return Decimal(code)


_NUMBERS = _Numbers({BLANK: None, **{number: Decimal(number) for number in range(-1, 4096)}})


class SmallRow(Sequence[Value]):
    """Values in a row, as they were given; a whole number may be given as an int and is a Decimal here."""

    __slots__ = ("_codes", "_others", "_places")

    def __init__(self, values: Sequence[Value | int]) -> None:
        """`values` are what stands there, None for nothing."""
        codes = [code_of(value) for value in values]
        self._codes = _packed(codes)
        self._places = _packed([place for place, code in enumerate(codes) if code == OTHER])
        self._others = tuple(_exact(values[place]) for place in self._places)

    @property
    def codes(self) -> Sequence[int]:
        """What stands for each value: a whole number itself, else `BLANK` or `OTHER`."""
        return self._codes

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self._codes)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | Sequence[Value]:
        """Return the value at a place, or those at several."""
        if isinstance(index, slice):
            return tuple(self)[index]
        code = self._codes[index]
        return self._others[self._places.index(index % len(self._codes))] if code == OTHER else _NUMBERS[code]

    def __iter__(self) -> Iterator[Value]:
        """Give the values, one after the other."""
        values: list[Value] = [_NUMBERS[code] for code in self._codes]
        for place, value in zip(self._places, self._others, strict=True):
            values[place] = value
        return iter(values)


def code_of(value: Value | int) -> int:
    """Return the code that stands for `value`: a number that is whole itself, else `BLANK` or `OTHER`."""
    if value is None:
        return BLANK
    if type(value) is Decimal and value.is_finite() and value.as_tuple().exponent == 0 and not _is_minus_zero(value):
        value = int(value)
    return value if type(value) is int and _LEAST <= value <= _MOST else OTHER


def _exact(value: Value | int) -> Value:
    return Decimal(value) if type(value) is int else value  # type: ignore[return-value]


def _is_minus_zero(value: Decimal) -> bool:
    return value.is_zero() and value.is_signed()


def _packed(codes: Sequence[int]) -> "array[int]":
    """Return `codes` in as few bytes each as hold them all."""
    for size in _SIZES[:-1]:
        try:
            return array(size, codes)
        except OverflowError:
            continue
    return array(_SIZES[-1], codes)
