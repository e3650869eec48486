"""A row of values that takes little memory: whole numbers as such, two bytes each where they are small.

Its longer texts lie elsewhere, where there is a place for them: a row knows where, and reads them when it is asked.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Protocol, overload

from xlsreport.model.packed_texts import PackedTexts
from xlsreport.model.workbook import Value

BLANK, OTHER = -32768, -32767  # the codes of nothing, and of what is no whole number; both fit two bytes
SIZES = "hiq"  # two, four and eight bytes
_MARKS = {size: array(size, (OTHER,)).tobytes() for size in SIZES}
_LEAST, _MOST = OTHER + 1, 2**63 - 1
_LONG = 32  # characters: a shorter text takes no more room than where it lies


class _Numbers(dict[int, Decimal | None]):
    """The values of codes: small numbers are one object each, however many rows hold them."""

    def __missing__(self, code: int) -> Decimal:
        return Decimal(code)


_NUMBERS = _Numbers({BLANK: None, **{number: Decimal(number) for number in range(-1, 4096)}})


class Aside(Protocol):
    """Where texts lie that need not be in memory."""

    def put(self, text: str) -> int:
        """Keep `text` and return where it is."""

    def text(self, place: int) -> str:
        """Return the text that was put at `place`."""


class WholeAside(Aside, Protocol):
    """One that takes all texts of a row at once."""

    def take(self, texts: PackedTexts) -> int:
        """Keep `texts` and return where the first of them is: each lies as far behind it as it did."""


class SmallRow(Sequence[Value]):
    """Values in a row, as they were given; a whole number may be given as an int and is a Decimal here."""

    __slots__ = ("_aside", "_codes", "_others", "_places")

    def __init__(self, values: Sequence[Value | int], aside: Aside | None = None) -> None:
        """`values` are what stands there, None for nothing; `aside` takes their longer texts."""
        self._codes = _packed(
            [value if type(value) is int and 0 <= value <= _MOST else code_of(value) for value in values]
        )
        self._places = _places_of_others(self._codes)
        self._aside = aside
        self._others: Sequence[Value | int] = [_put(_exact(values[place]), aside) for place in self._places]

    @classmethod
    def of_codes(
        cls, codes: "array[int]", places: "array[int]", others: Sequence[Value | int], texts: PackedTexts | None = None
    ) -> "SmallRow":
        """Return the row of these `codes`, `others` being what stands at `places`, whose code is `OTHER`.

        What is an int of them is where a text lies in `texts`. Raises `ValueError` where `others` are more or fewer.
        """
        row = cls.__new__(cls)
        row._codes, row._places, row._others, row._aside = codes, places, others, texts
        if len(places) != len(others):
            raise ValueError(len(others))
        return row

    def taken_apart(self) -> tuple["array[int]", "array[int]", Sequence[Value | int], PackedTexts | None]:
        """Return what `of_codes` makes the same row of."""
        aside = self._aside
        if aside is None or isinstance(aside, PackedTexts):
            return self._codes, self._places, self._others, aside
        texts = PackedTexts()
        return self._codes, self._places, [_put(each, texts) for each in self.others], texts

    def kept(self, known: Callable[[Value], Value], aside: WholeAside | None = None) -> "SmallRow":
        """Return the same row, the values that are no whole numbers as `known` gives them; `aside` takes long texts."""
        if not self._others:
            return self
        row = SmallRow.__new__(SmallRow)
        row._codes, row._places, row._aside = self._codes, self._places, aside
        if aside and isinstance(self._aside, PackedTexts):
            first = aside.take(self._aside)
            row._others = tuple([first + each if type(each) is int else known(each) for each in self._others])  # type: ignore[arg-type]
        else:
            row._others = tuple([_put(known(each), aside) for each in self.others])
        return row

    def __reduce__(self) -> tuple[Callable[..., "SmallRow"], tuple[Any, ...]]:
        """Travel with all texts."""
        return SmallRow.of_codes, self.taken_apart()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SmallRow) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as a list

    def __repr__(self) -> str:
        return f"SmallRow({list(self)!r})"

    @property
    def others(self) -> Sequence[Value]:
        """The values that are no whole numbers, in their order."""
        return list(map(self._read, self._others))

    @property
    def codes(self) -> "array[int]":
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
        if code != OTHER:
            return _NUMBERS[code]
        place = index if index >= 0 else index + len(self._codes)
        return self._read(self._others[bisect_left(self._places, place)])

    def __iter__(self) -> Iterator[Value]:
        """Give the values, one after the other."""
        return map(self._read, self.unread())

    def unread(self) -> list[Value | int]:
        """Return the values, of texts that lie elsewhere only where: most readers have no need of these."""
        values: list[Value | int] = [_NUMBERS[code] for code in self._codes]
        for place, value in zip(self._places, self._others, strict=True):
            values[place] = value
        return values

    def read(self, values: Sequence[Value | int]) -> Sequence[Value]:
        """Return some of the values that `unread` gave, with their texts."""
        return list(map(self._read, values)) if int in map(type, values) else values  # type: ignore[return-value]

    def _read(self, value: Value | int) -> Value:
        return self._aside.text(value) if type(value) is int and self._aside else value  # type: ignore[return-value]


def code_of(value: Value | int) -> int:
    """Return the code that stands for `value`: a number that is whole itself, else `BLANK` or `OTHER`."""
    if value is None:
        return BLANK
    if type(value) is Decimal and value.is_finite() and value.as_tuple().exponent == 0 and not _is_minus_zero(value):
        value = int(value)
    return value if type(value) is int and _LEAST <= value <= _MOST else OTHER


def _exact(value: Value | int) -> Value:
    return Decimal(value) if type(value) is int else value  # type: ignore[return-value]


def _put(value: Value, aside: Aside | None) -> Value | int:
    return aside.put(value) if aside and type(value) is str and len(value) >= _LONG else value


def _is_minus_zero(value: Decimal) -> bool:
    return value.is_zero() and value.is_signed()


def _places_of_others(codes: "array[int]") -> "array[int]":
    data, mark, size = codes.tobytes(), _MARKS[codes.typecode], codes.itemsize
    places, at = list[int](), data.find(mark)
    while at >= 0:
        place, inside = divmod(at, size)  # the end of one code and the beginning of the next are no code
        if not inside:
            places.append(place)
        at = data.find(mark, at + (1 if inside else size))
    return _packed(places)


def _packed(codes: Sequence[int]) -> "array[int]":
    """Return `codes` in as few bytes each as hold them all."""
    for size in SIZES[:-1]:
        try:
            return array(size, codes)
        except OverflowError:
            continue
    return array(SIZES[-1], codes)
