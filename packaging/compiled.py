"""What Python makes of each module before it runs it, so that it need not be made anew at every start.

A folder on a share, or one that a user may not write to, never keeps it: each start took half a second more.
"""

import py_compile
import sys
import tempfile
from pathlib import Path, PurePosixPath

from wheels import Files

_TAG = "cpython-{}{}"


def compiled(files: Files, version: tuple[int, int], within: str = "lib/") -> Files:
    """Return the compiled form of each module `within` for Python `version`; none where this Python is another one."""
    if sys.version_info[:2] != version:
        sys.stderr.write(f"not compiled: this is no Python {version[0]}.{version[1]}\n")
        return {}
    made = {}
    with tempfile.TemporaryDirectory() as aside:
        source, target = Path(aside) / "source", Path(aside) / "compiled"
        for path, content in files.items():
            if path.startswith(within) and path.endswith(".py"):
                source.write_bytes(content)
                if _compiles(source, target, path):
                    made[_place(path, version)] = target.read_bytes()
    return made


def _compiles(source: Path, target: Path, path: str) -> bool:
    """Compile, and return whether it could be: wheels bring templates and examples of other Pythons."""
    never = py_compile.PycInvalidationMode.UNCHECKED_HASH  # nobody edits the folder, and no time of a file is in it
    try:
        py_compile.compile(str(source), str(target), dfile=path, doraise=True, invalidation_mode=never)
    except (py_compile.PyCompileError, ValueError):
        return False
    return True


def _place(path: str, version: tuple[int, int]) -> str:
    module = PurePosixPath(path)
    return str(module.parent / "__pycache__" / f"{module.stem}.{_TAG.format(*version)}.pyc")
