"""What lies in the outbox tells what was sent to whom, and how often."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    files = [_sent_file(each) for each in sent]
    rounds = {key: _pattern(language.texts[key]) for key in (_SENT_BACK, _REMINDED)}
    for_all = any(each.name == blank for each in files)

    def of(stem: str) -> Correspondence:
        own = [each for each in files if _begins(each.name, stem)]
        counts = {key: len({f.folder for f in own if name.fullmatch(f.folder)}) for key, name in rounds.items()}
        apart = {sent.folder for sent in own if any(name.fullmatch(sent.folder) for name in rounds.values())}
        issued = any(each.name == f"{stem}.xlsx" and each.folder not in apart for each in own)
        return Correspondence(issued or for_all, counts[_SENT_BACK], counts[_REMINDED])

    return {code: of(stem) for code, stem in stems.items()}


def owner_of(name: str, stems: Mapping[str, str]) -> str | None:
    """Return the code of the department that a file of the outbox is for; `stems` are how its files' names begin."""
    own = [(len(stem), code) for code, stem in stems.items() if _begins(name, stem)]
    return max(own)[1] if own else None


def _begins(name: str, stem: str) -> bool:
    return name.startswith(stem) and bool(_AFTER_STEM.match(name[len(stem) :]))


def _sent_file(name: str) -> _File:
    folder, _, rest = name.rpartition("/")
    return _File(folder.partition("/")[0], rest)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(re.escape("{number}"), "[0-9]+"))
