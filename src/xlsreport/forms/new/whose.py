"""Where an ordinary workbook asks whose it is: name, code and year, by their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsreport.forms.new.guess import SheetGuess
from xlsreport.forms.new.words import is_called
from xlsreport.model.address import Address

WHAT = ("name", "code", "period")
ONLY_NAME = "name"


@dataclass(frozen=True, slots=True)
class Whose:
    """The cells of the author's workbook that say name, code and year, those of them that there are.

    `shown` are the labels that end with a colon and have no cell beside them: the name can be shown in them.
    """

    cells: dict[str, Address]
    shown: tuple[Address, ...] = ()

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the workbook does not ask."""
        return tuple(each for each in WHAT if each not in self.cells)


def whose(guesses: Sequence[SheetGuess]) -> Whose:
    """Return where the workbook of `guesses` says whose it is: the first cell of each kind."""
    cells: dict[str, Address] = {}
    for guess in guesses:
        for at, seat in guess.seats.items():
            if at not in guess.entries or seat.columns or not seat.rows:
                continue
            for what in WHAT:
                if what not in cells and is_called(seat.rows[-1], f"{what}_words"):
                    cells[what] = Address(guess.picture.name, *at)
    return Whose(cells, tuple(_shown(guesses)))


def _shown(guesses: Sequence[SheetGuess]) -> Iterator[Address]:
    """Yield the texts such as `Department:` that have no cell to fill beside them."""
    for guess in guesses:
        for at, text in guess.picture.texts.items():
            said = text.strip(" _＿\u3000")
            beside = (at[0], at[1] + guess.picture.spans.get(at, (1, 1))[1])
            if said.endswith((":", "：")) and is_called(said, "name_words") and beside not in guess.entries:
                yield Address(guess.picture.name, *at)
