"""The command line: one command a module, one place that prints, one error boundary."""


def main() -> None:
    """Run the program. Worker processes import the module that this stands in, which must cost them nothing."""
    from xlsreport.cli.app import main

    main()
