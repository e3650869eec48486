"""Where the built-in forms and the example workspace lie: inside the wheel, or in the checkout."""

import re
import tomllib
from pathlib import Path

from xlsreport.errors import FormError
from xlsreport.language import bilingual

_PACKAGE = Path(__file__).resolve().parents[1]
_SHIPPED = _PACKAGE / "_data"
_CHECKOUT = _PACKAGE.parents[1]
_EDITION = re.compile(r"-([0-9]+)$")
SETTINGS, WORKBOOK, TEMPLATE = FILES = ("form.toml", "workbook.xlsx", "report.docx")  # of every form


def _root() -> Path:
    return _SHIPPED if _SHIPPED.is_dir() else _CHECKOUT


def builtin_forms() -> tuple[Path, ...]:
    """Return the folders of the built-in forms by name, of one that has several editions the latest first."""
    folders = (path.parent for path in (_root() / "templates").glob(f"*/{SETTINGS}"))
    return tuple(sorted(folders, key=lambda folder: (_family(folder.name), -_edition(folder.name))))


def current_forms() -> tuple[Path, ...]:
    """Return the folders of the built-in forms, of each the latest edition."""
    latest: dict[str, Path] = {}
    for folder in builtin_forms():
        latest.setdefault(_family(folder.name), folder)
    return tuple(latest.values())


def _family(name: str) -> str:
    return _EDITION.sub("", name)


def _edition(name: str) -> int:
    found = _EDITION.search(name)
    return int(found[1]) if found else 0


def language_of_form(folder: Path) -> str:
    """Return the language that a built-in form's form.toml names, without loading the form."""
    return str(tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))["form"]["language"])


def example_workspace(form: str | None = None) -> Path:
    """Return the folder of the example workspace of the built-in `form`, of the first of them where none is named.

    Of several of one form it is the first by name. Raises `FormError` where the form has none.
    """
    found = [path.parent for path in (_root() / "examples").glob("*/xlsreport.toml") if _is_workspace(path.parent)]
    examples: dict[str, Path] = {}
    for folder in sorted(found):
        examples.setdefault(_form_of(folder), folder)
    name = form or builtin_forms()[0].name
    if name not in examples:
        raise FormError(bilingual("form_no_example", name=name, known=" · ".join(examples)))
    return examples[name]


def _is_workspace(folder: Path) -> bool:
    """Whether a folder has periods, and is no script that makes a workspace."""
    return any((each / "inbox").is_dir() for each in folder.iterdir())


def _form_of(workspace: Path) -> str:
    return str(tomllib.loads((workspace / "xlsreport.toml").read_text(encoding="utf-8"))["form"])


def find_form(name: str, beside: Path | None = None) -> Path:
    """Return the folder of the form called `name`: a built-in one, or a path (relative to `beside`).

    Raises `FormError` where there is none.
    """
    for folder in builtin_forms():
        if folder.name == name:
            return folder
    folder = (beside or Path()) / name
    if (folder / SETTINGS).is_file():
        return folder
    known = "、".join(each.name for each in builtin_forms())
    raise FormError(bilingual("form_missing", name=name, known=known, folder=folder, settings=SETTINGS))
