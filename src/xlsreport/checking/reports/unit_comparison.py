"""What a report says of each department, in tables that have a row for each, against what is known of these."""

from collections.abc import Iterator

from xlsreport.checking.reports.figure_comparison import figure_differences
from xlsreport.model.comparison import is_blank
from xlsreport.model.form import Form
from xlsreport.model.report_comparison import Differing, KnownUnits, ReportDifference
from xlsreport.model.report_reading import Doubt, ReportReading


def unit_differences(form: Form, reading: ReportReading, units: KnownUnits) -> Iterator[ReportDifference]:
    """Yield what is otherwise of each department, then who is in the report alone, and who is not in it."""
    if not reading.repeated:
        return
    for said in reading.units:
        code = units.whose.get(said)
        if code is None or code not in units.values:
            yield ReportDifference(Differing.UNIT_ADDED, said=said)
        else:
            yield from figure_differences(form, reading.units[said], units.values[code], units.names[code])
            yield from _rows_lacking(reading, said, code, units)
    present = {code for said, code in units.whose.items() if said in reading.units}
    for code in units.values:
        if code not in present:
            yield ReportDifference(Differing.UNIT_MISSING, said=units.names[code])


def _rows_lacking(reading: ReportReading, said: str, code: str, units: KnownUnits) -> Iterator[ReportDifference]:
    """Yield the figures of a department that has no row where they belong; none is as good as a row of zeros."""
    there, ours = reading.units[said], units.values[code]
    for cell in sorted(reading.repeated):
        known = ours.get(cell)
        if cell not in there.figures and cell not in there.unsure and not is_blank(known) and known != 0:
            yield ReportDifference(Differing.MISSING, cell, known, doubt=Doubt.ROW, unit=units.names[code])
