"""The few figures of a form that a leader asks for first."""

from dataclasses import dataclass

from xlsreport.model.address import Address


@dataclass(frozen=True, slots=True)
class MainFigure:
    """One of them: its cell, and the short name and the unit that it goes by; blank where the form gives it none."""

    address: Address
    name: str = ""
    unit: str = ""
