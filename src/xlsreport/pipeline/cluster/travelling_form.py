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
    """The files of the form that lies at `home` where the work comes from."""

    home: Path
    files: Mapping[str, bytes]

    def for_work(self, work: Any) -> Any:
        """Return `work` with its form where it lies on this machine; as it is where it does not name this form."""
        shared = getattr(work, "shared", None)
        if self.home not in (getattr(work, "form", None), getattr(shared, "form", None)):
            return work
        folder = _laid_down(self.home.name, tuple(self.files.items()))
        return replace(work, form=folder) if shared is None else replace(work, shared=replace(shared, form=folder))


def travelling_form(folder: Path) -> TravellingForm:
    """Return the form in `folder` as it travels."""
    return TravellingForm(folder, {name: (folder / name).read_bytes() for name in FILES})


@lru_cache(maxsize=8)
def _laid_down(name: str, files: tuple[tuple[str, bytes], ...]) -> Path:
    """Write the form's files into a folder of this process, which the next run clears when the process has ended."""
    digest = sha256(b"".join(data for _, data in files)).hexdigest()
    folder = Path(tempfile.mkdtemp(prefix=temporary_prefix("workers"))) / digest / name
    folder.mkdir(parents=True)
    for file, data in files:
        (folder / file).write_bytes(data)
    return folder
