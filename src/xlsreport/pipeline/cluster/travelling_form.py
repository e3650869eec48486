"""A form that travels with the work: its files' bytes, laid down once where the work is done."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from xlsreport.forms.library import FILES
from xlsreport.temporary import temporary_prefix


@dataclass(frozen=True, slots=True)
class TravellingForm:
    """The files of the form in a folder called `name`."""

    name: str
    files: Mapping[str, bytes]

    def for_work(self, work: Any) -> Any:
        """Return `work` with its form where it lies on this machine; as it is where it knows no form."""
        shared = getattr(work, "shared", None)
        if shared is None:
            return work
        folder = _laid_down(self.name, tuple(self.files.items()))
        return replace(work, shared=replace(shared, form=folder))


def travelling_form(folder: Path) -> TravellingForm:
    """Return the form in `folder` as it travels."""
    return TravellingForm(folder.name, {name: (folder / name).read_bytes() for name in FILES})


@lru_cache(maxsize=8)
def _laid_down(name: str, files: tuple[tuple[str, bytes], ...]) -> Path:
    """Write the form's files into a folder of this process, which the next run clears when the process has ended."""
    digest = sha256(b"".join(data for _, data in files)).hexdigest()
    folder = Path(tempfile.mkdtemp(prefix=temporary_prefix("workers"))) / digest / name
    folder.mkdir(parents=True)
    for file, data in files:
        (folder / file).write_bytes(data)
    return folder
