"""The comparison with published FOIA reports: what it counts, on a tidy file of one small agency."""

import csv
import gzip
import json
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from kit.foia import OVERALL, facts

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "foia.py"
HEADS = ("year", "agency", "org", "orgid", "orgname", "record", "section", "item", "value")

NAMED = {  # how an entry of a list is called in the data
    "Exemption3StatuteSection": "Statute",
    "RequestDenialOtherReasonSection": "OtherDenialReason",
    "AppealDenialOtherReasonSection": "OtherDenialReason",
}


def tidy(path: Path) -> Path:
    """Write what GSA published of 2016 as a tidy file, twice as some reports are, and an agency of one component."""
    rows = []
    for place, each in enumerate(facts(2016, "GSA"), 1):
        org = "ORG0" if each.code == OVERALL else f"ORG{place}"
        listed = [(section, *entry) for section, own in each.lists.items() for entry in own]
        entries = [(section, f"{NAMED[section]}[{entry}]", str(times)) for section, entry, times in listed]
        for section, item, value in (*((*key, value) for key, value in each.items.items()), *entries):
            rows.append((each.year, each.agency, each.code, org, each.name, f"{section}{place}", section, item, value))
    alone = [(2016, "ONE", *row[2:]) for row in rows if row[3] in ("ORG0", "ORG1")]
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((HEADS, *rows, *alone, *rows))
    return path


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("foia")
    data, output = tidy(folder / "tidy.csv.gz"), folder / "result.json"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["foia.py", str(data), "-o", str(output)])
        patch.syspath_prepend(str(BENCHMARK.parent))
        runpy.run_path(str(BENCHMARK), run_name="__main__")
    found: dict[str, Any] = json.loads(output.read_text(encoding="utf-8"))
    return found


def test_an_agency_of_several_components_is_judged_once(result: dict[str, Any]) -> None:
    assert (result["agency_years"], result["workbooks"]) == (1, 2)
    assert result["judged"] == result["equal"] + len(result["differ"]) > 100


def test_the_doubled_sums_differ_and_each_is_reported(result: dict[str, Any]) -> None:
    pairs = [(int(published), int(ours)) for *_, published, ours in result["differ"]]
    assert [pair for pair in pairs if pair[0] != 2 * pair[1]] == [(895, 967)]  # the last component's, for the whole's
    assert len(pairs) == result["reported"] == 21
    assert result["unreported"] == result["reported_wrongly"] == []


def test_true_reports_have_no_errors(result: dict[str, Any]) -> None:
    assert result["errors_on_true_reports"] == []
