"""Make the example of three levels: `python examples/make-levels [-o DIR]`; two runs give the same bytes.

A province of two cities, five counties and forty units, all invented. The units' figures are small and differ; the
counties and cities consolidate with xlsreport itself, as they would. Two mistakes are made on purpose: 海西县 has a
unit of 海东县 in its roster too, and 河西县 one of 河东县.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from places import PROVINCE, Place, moved_twice, roster_bytes
from units import unit_bytes

from xlsreport.intake.workspace import SETTINGS, settings_text
from xlsreport.pipeline import Options, consolidate_workspace, open_workspace_at
from xlsreport.pipeline.output.publish import documents
from xlsreport.workers import Crew

FORM = "disclosure-2021"
PERIOD = "2023"
ROSTER = "单位名单.xlsx"
HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write the province's workspace into the folder given, over what is there."""
    parser = argparse.ArgumentParser(prog="python examples/make-levels", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=HERE.parent / "qingyu-2023", metavar="DIR")
    folder = parser.parse_args().output
    publish(folder / SETTINGS, settings_text(FORM).encode())
    publish(folder / ROSTER, roster_bytes(PROVINCE))
    east, west = PROVINCE.below
    with Crew(1) as crew:
        for place in east.everyone():
            publish(folder / PERIOD / "inbox" / east.name / file_name(place), sent(place, crew))
        publish(folder / PERIOD / "inbox" / file_name(west), sent(west, crew))


def sent(place: Place, crew: Crew) -> bytes:
    """Return the workbook that a place sends up: a unit its own, another what it consolidates."""
    if not place.below:
        return unit_bytes(place, FORM)
    with TemporaryDirectory() as made:
        return consolidated(place, Path(made), crew)


def consolidated(place: Place, folder: Path, crew: Crew) -> bytes:
    """Return what a place consolidates from those below it, one that it wrongly has in its roster among them."""
    below = (*place.below, *moved_twice(place))
    publish(folder / SETTINGS, settings_text(FORM).encode(), quiet=True)
    publish(folder / ROSTER, roster_bytes(place, below), quiet=True)
    publish(folder / PERIOD / "汇总单位.xlsx", unit_bytes(place, FORM), quiet=True)
    for each in below:
        publish(folder / PERIOD / "inbox" / file_name(each), sent(each, crew), quiet=True)
    workspace = open_workspace_at(folder)
    outcome = consolidate_workspace(workspace, Options(include_held=True), None, crew)
    return documents(outcome, workspace.language)[workspace.form.names.consolidated_when(final=False)]


def file_name(place: Place) -> str:
    """Return what the file of a place is called."""
    return f"{place.code}-{place.name}.xlsx"


def publish(path: Path, data: bytes, *, quiet: bool = False) -> None:
    """Write `data` to `path`, making its folders, and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if not quiet:
        print(path)


if __name__ == "__main__":
    main()
