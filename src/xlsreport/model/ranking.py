"""What the entries of a ranking are ordered by."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xlsreport.model.address import Address
from xlsreport.model.days import day_of
from xlsreport.model.form import Field
from xlsreport.model.joining import Ranking
from xlsreport.model.workbook import Value

Entry = tuple[Value, ...]  # what stands in the cells of one place
Key = Decimal | date


def entry_key(ranking: Ranking, fields: Mapping[Address, Field], entry: Entry) -> Key | None:
    """Return what an entry is ordered by; None where a place holds none, or a word of the form that says so."""
    words = [field.measure.words for field in (fields[cell] for cell in ranking.places[0])]
    if any(isinstance(value, str) and value in known for value, known in zip(entry, words, strict=True)):
        return None
    if ranking.order.by_day:
        return day_of(entry[0]) if isinstance(entry[0], str) else None
    return entry[0] if isinstance(entry[0], Decimal) else None
