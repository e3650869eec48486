"""Wheels and other zips made by hand."""

import io
import zipfile
from collections.abc import Mapping


def packed(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def wheel(name: str, version: str, licence: str, more: Mapping[str, str] | None = None) -> bytes:
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n{licence}\n"
    return packed({f"{name}/__init__.py": "", f"{info}/METADATA": metadata, **(more or {})})
