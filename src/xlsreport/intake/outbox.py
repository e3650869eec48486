"""What lies in the outbox tells what was sent to whom, and how often."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from xlsreport.language import Language
from xlsreport.model.correspondence import Correspondence

_AFTER_STEM = re.compile(r"[（(._ -]|$")  # what may follow a department's own part of a file name
_SENT_BACK, _REMINDED = "outbox_round_send_back", "outbox_round_remind"


@dataclass(frozen=True, slots=True)
class _File:
    """A file of the outbox: the folder below the outbox that it lies in, blank for the outbox itself, and its name."""

    folder: str
    name: str


def files_sent(outbox: Path) -> tuple[str, ...]:
    """Return the names of the files in the outbox and its folders, as `folder/name`; none where there is none."""
    if not outbox.is_dir():
        return ()
    return tuple(sorted(path.relative_to(outbox).as_posix() for path in outbox.rglob("*") if path.is_file()))


def correspondence_of(
    sent: Iterable[str], stems: Mapping[str, str], blank: str, language: Language
) -> Mapping[str, Correspondence]:
    """Return what was `sent` to each department, by its code; `stems` are how their files' names begin.

    A folder of a round counts once, however many files a department has in it; `blank` is the workbook for all.
    """
    files = sorted(map(_sent_file, sent), key=lambda each: each.name)
    names = [each.name for each in files]
    rounds = {key: _pattern(language.texts[key]) for key in (_SENT_BACK, _REMINDED)}
    for_all = any(each.name == blank for each in files)

    def of(stem: str) -> Correspondence:
        from_there = range(bisect_left(names, stem), len(names))
        alike = takewhile(lambda place: names[place].startswith(stem), from_there)
        own = [files[place] for place in alike if _begins(names[place], stem)]
        counts = {key: len({f.folder for f in own if name.fullmatch(f.folder)}) for key, name in rounds.items()}
        apart = {sent.folder for sent in own if any(name.fullmatch(sent.folder) for name in rounds.values())}
        issued = any(each.name == f"{stem}.xlsx" and each.folder not in apart for each in own)
        return Correspondence(issued or for_all, counts[_SENT_BACK], counts[_REMINDED])

    return {code: of(stem) for code, stem in stems.items()}


class Owners:
    """The departments that files of the outbox are for, by how the names of their files begin."""

    def __init__(self, stems: Mapping[str, str]) -> None:
        """`stems` are these beginnings by the departments' codes."""
        self._codes = {stem: code for code, stem in sorted(stems.items())}

    def of(self, name: str) -> str | None:
        """Return the code of the department that the file `name` is for: of two, the one that more of it names."""
        begun = (name[:length] for length in range(len(name), 0, -1))
        return next((self._codes[stem] for stem in begun if stem in self._codes and _begins(name, stem)), None)


def _begins(name: str, stem: str) -> bool:
    return name.startswith(stem) and bool(_AFTER_STEM.match(name[len(stem) :]))


def _sent_file(name: str) -> _File:
    folder, _, rest = name.rpartition("/")
    return _File(folder.partition("/")[0], rest)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(re.escape("{number}"), "[0-9]+"))
