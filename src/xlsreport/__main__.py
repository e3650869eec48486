"""The program from its first moment on: `xlsreport`, and `python -m xlsreport`."""

import sys

from xlsreport.errors import INTERRUPTION
from xlsreport.interruption import interruptible, uninterruptible
from xlsreport.old_clock import packages_at_any_date
from xlsreport.seldom_collected import never_looked_at, seldom_collected
from xlsreport.without_numpy import openpyxl_without_numpy


def main() -> None:
    """Run the program and exit with its code. Ctrl-C while it is being loaded ends it in one line, as later on."""
    interruptible()
    seldom_collected()
    try:
        openpyxl_without_numpy()
        packages_at_any_date()
        from xlsreport.cli.app import run  # noqa: PLC0415 - most of the time until the first answer goes by here

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        sys.stderr.write(f"{INTERRUPTION}\n")
        code = 130
    uninterruptible()
    never_looked_at()  # else Python looks through everything once more before it ends
    sys.exit(code)


if __name__ == "__main__":
    main()
