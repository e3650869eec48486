"""The names that files of a remote inbox have here: safe on every system, and no two for one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from xlsreport.writing.files.names import safe_name

_DEEPEST = 6  # folders in one another
_MARK = 8  # hexadecimal digits
_LONGEST_ENDING = 8


def copied_names(names: Sequence[str]) -> Mapping[str, str]:
    """Return the name here of each of `names`, with its folders; those that a system takes for one bear a mark each.

    So does a file that is called as a folder of others.
    """
    safe = {name: _safe(name) for name in names}
    taken = Counter(each.casefold() for each in safe.values())
    taken.update({f"{parent}".casefold() for path in safe.values() for parent in PurePosixPath(path).parents})
    return {
        name: marked(each, sha256(name.encode("utf-8", "surrogatepass")).hexdigest())
        if taken[each.casefold()] > 1
        else each
        for name, each in safe.items()
    }


def marked(name: str, digest: str) -> str:
    """Return `name` with a mark of `digest` before its ending."""
    path = PurePosixPath(name)
    return path.with_name(f"{path.stem}-{digest[:_MARK]}{path.suffix}").as_posix()


def _safe(name: str) -> str:
    *folders, last = (part for part in name.replace("\\", "/").split("/") if part not in ("", ".", ".."))
    path = PurePosixPath(last)
    ending = path.suffix if len(path.suffix) <= _LONGEST_ENDING and path.suffix[1:].isalnum() else ""
    whole = f"{safe_name(last.removesuffix(ending))}{ending}"
    return "/".join((*map(safe_name, folders[:_DEEPEST]), whole))
