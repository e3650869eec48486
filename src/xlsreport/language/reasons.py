"""Why each rule of the rule book is there: `reasons.toml`, read by who shows a rule and by nobody else."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from xlsreport.language.catalogue import LANGUAGES

_REASONS = Path(__file__).parent / "reasons.toml"


@lru_cache(maxsize=len(LANGUAGES))
def reasons(name: str) -> Mapping[str, str]:
    """Return by finding code why its rule is there, in the language `name`."""
    return {code: said[name] for code, said in tomllib.loads(_REASONS.read_text(encoding="utf-8")).items()}
