"""Circular garbage is looked for seldom."""

import gc
import subprocess
import sys

_SAID = """
import gc
from xlsreport.seldom_collected import never_looked_at, seldom_collected
before = gc.get_threshold()[0]
seldom_collected()
never_looked_at()
print(gc.get_threshold()[0] > 10 * before, gc.get_freeze_count() > 0, gc.isenabled())
"""


def test_a_process_looks_for_circular_garbage_less_often_and_not_through_what_stays() -> None:
    done = subprocess.run([sys.executable, "-c", _SAID], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.split() == ["True"] * 3
    assert gc.isenabled()
