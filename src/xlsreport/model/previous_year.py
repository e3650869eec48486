"""The year before a period, as far as it is known of each department and of the whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.indexed_values import at_hand
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Value
from xlsreport.model.years import Figures, WholeSource


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """What last year's workbooks hold: their unlocked cells and results, by the sender's code and by its name.

    `whole` is what the archive has of the whole, `source` what that is; `older` are the years before, newest first;
    `notes` are what the coordinator is to know of them; `period` is theirs, None where they are not from the archive;
    `known` are the cells that their edition of the form has too, None for all; `summed` what the units that counted
    then add up to, None where the archive does not say it or one of them lacks. `fingerprint` tells apart what they
    were read from, whole and with all its years; None where that is not known.
    """

    by_code: Mapping[str, Figures] = field(default_factory=dict)
    by_name: Mapping[str, Figures] = field(default_factory=dict)
    whole: Figures | None = None
    older: tuple["PreviousYear", ...] = ()
    notes: tuple[str, ...] = ()
    period: int | None = None
    known: frozenset[Address] | None = None
    summed: Figures | None = None
    source: WholeSource = WholeSource.WORKBOOK
    fingerprint: str | None = None

    def of(self, *senders: Identity) -> Figures | None:
        """Return the figures of the first of `senders` that is known by code, else by name."""
        for who in senders:
            found = self.by_code.get(who.code) or self.by_name.get(who.name)
            if found is not None:
                return found
        return None

    def years(self, *senders: Identity) -> tuple[Figures, ...]:
        """Return what is known of the sender's earlier years, the newest first."""
        figures = self.of(*senders)
        if figures is None:
            return ()
        older = (known for each in self.older if (known := each.of(*senders)) is not None)
        return tuple(map(at_hand, (figures, *older)))

    def in_memory(self) -> "PreviousYear":
        """Return the same with all figures in memory, as it travels to a machine that does not have their file."""
        here: dict[int, Figures] = {}  # who is known by code and by name has the same figures
        by_code, by_name = (
            {key: here.setdefault(id(figures), at_hand(figures)) for key, figures in known.items()}
            for known in (self.by_code, self.by_name)
        )
        older = tuple(each.in_memory() for each in self.older)
        return replace(self, by_code=by_code, by_name=by_name, older=older)

    def of_whole(self, who: Identity) -> Figures | None:
        """Return what the archive has of the whole `who`, else what its own workbook said."""
        return self.of(who) if self.whole is None else self.whole

    def carried(self, form: Form, *senders: Identity) -> dict[Address, Value] | None:
        """Return last year's values of the form's carried cells; None where nothing is known of the sender."""
        return carried_cells(form, self.of(*senders))

    def carried_whole(self, form: Form, who: Identity) -> dict[Address, Value] | None:
        """Return the whole's values of last year in the form's carried cells; None where nothing is known of it."""
        return carried_cells(form, self.of_whole(who))


def carried_cells(form: Form, figures: Figures | None) -> dict[Address, Value] | None:
    """Return what `figures` of last year put into the form's carried cells; None where there are none."""
    return None if figures is None else {cell: figures.get(source) for cell, source in form.carried.items()}
