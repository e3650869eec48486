"""The command line: one command a module, one place that prints, one error boundary."""
