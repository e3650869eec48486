"""The internal annex: a Word document of its own, so that nothing internal is published with the report."""
