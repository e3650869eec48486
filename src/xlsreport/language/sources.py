"""What the catalogue's files say in one language; kept as JSON, which Python reads ten times as fast as TOML."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xlsreport.kept.texts import keep, kept

_HERE = Path(__file__).parent
_RULEBOOKS = tuple(_HERE / name for name in ("rulebook.toml", "form_rulebook.toml"))
_TEXTS = _HERE / "texts"

Said = Mapping[str, Any]


def said_in(name: str) -> tuple[Said, Said]:
    """Return texts by key and rules by code in the language `name`: departments' rules, then those for authors."""
    files = {path: path.read_bytes() for path in (*sorted(_TEXTS.glob("*.toml")), *_RULEBOOKS)}
    key = f"language-{name}-{_digest(files)}"
    if (told := kept(key)) is None:
        said = _read(files, name)
        keep(key, json.dumps(said, ensure_ascii=False))
    else:
        said = json.loads(told)
    texts, rules = said
    return texts, rules


def said_in_file(file: str, name: str) -> Said:
    """Return what one file of `texts/` says in the language `name`."""
    data = tomllib.loads((_TEXTS / f"{file}.toml").read_text(encoding="utf-8"))
    return {key: each[name] for key, each in data.items()}


def _read(files: Mapping[Path, bytes], name: str) -> tuple[Said, Said]:
    read = {path: tomllib.loads(data.decode()) for path, data in files.items()}
    texts = {key: text[name] for path, told in read.items() if path not in _RULEBOOKS for key, text in told.items()}
    rules = {
        code: {"severity": rule["severity"], **rule[name]} for book in _RULEBOOKS for code, rule in read[book].items()
    }
    return texts, rules


def _digest(files: Mapping[Path, bytes]) -> str:
    digest = hashlib.sha256()
    for path, data in files.items():
        digest.update(f"{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
