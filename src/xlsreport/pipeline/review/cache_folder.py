"""The folder of a workspace in which runs keep what only saves time; it may be deleted whenever nobody runs."""

from pathlib import Path

from xlsreport.kept.texts import is_private

FOLDER = ".xlsreport-cache"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# what xlsreport kept for its next run; it may be deleted\n"


def cache_folder(workspace: Path) -> Path | None:
    """Return that folder, made where it is not there; None where it is not the user's alone or cannot be made."""
    folder = workspace / FOLDER
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
            (folder / "CACHEDIR.TAG").write_text(_TAG, encoding="utf-8", newline="\n")
        return folder if is_private(folder) else None
    except OSError:
        return None
