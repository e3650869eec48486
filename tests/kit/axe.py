"""What axe-core finds seriously wrong with a page for who cannot see or point."""

from pathlib import Path
from typing import Any

from kit.devtools import Page
from kit.needed import needed

_ASKED = (
    "axe.run().then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact))"
    ".map((v) => [v.id, v.nodes[0].html]))"
)


def load(page: Page) -> None:
    """Put axe into `page`; skips the test where it is not installed."""
    axe = Path(str(needed("axe_core_python").__file__)).with_name("axe.min.js")
    page.run(axe.read_text(encoding="utf-8") + ";0")


def serious(page: Page) -> Any:
    """Return the rules of axe that are broken seriously, each with a piece of the page that breaks it."""
    return page.run(_ASKED)
