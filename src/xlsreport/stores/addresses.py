"""What an address of a store says: which kind, where, and never a password."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from xlsreport.errors import XlsreportError
from xlsreport.language import Language

_BUCKETS = ("s3", "gs", "gcs", "az", "abfs", "oss")  # of these the host is a part of the path
_HOSTS = ("sftp", "ssh", "smb", "ftp", "webdav", "hdfs")
_KINDS = (*_BUCKETS, *_HOSTS, "memory")


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Which kind of store, the folder in it, and what its library is told to reach it; `shown` names it to people."""

    kind: str
    path: str
    options: Mapping[str, object]
    shown: str

    @property
    def has_folders(self) -> bool:
        """Whether a folder must be there before a file is; a bucket has names alone."""
        return self.kind in _HOSTS

    def below(self, name: str) -> "StoreAddress":
        """Return the address of the folder `name` in this one."""
        return replace(self, path=f"{self.path.rstrip('/')}/{name}", shown=f"{self.shown.rstrip('/')}/{name}")


def store_address(text: str, language: Language) -> StoreAddress:
    """Return what `text` means; raises `XlsreportError` where it is no address that is known, or has a password."""
    kind, separator, _ = text.partition("://")
    if not separator or kind not in _KINDS:
        raise XlsreportError(language.text("store_kind", at=text if separator else repr(text), kinds=", ".join(_KINDS)))
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise XlsreportError(language.text("store_kind", at=kind, kinds=", ".join(_KINDS))) from None
    if parts.password is not None:
        raise XlsreportError(language.text("store_password", at=f"{kind}://{parts.hostname or ''}"))
    if kind not in _HOSTS:
        return StoreAddress(kind, text.partition("://")[2], MappingProxyType({}), text)
    told = {"host": parts.hostname, "port": port, "username": unquote(parts.username) if parts.username else None}
    return StoreAddress(kind, unquote(parts.path) or "/", {k: v for k, v in told.items() if v is not None}, text)
