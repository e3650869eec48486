"""What lies inside a signature: S/MIME mails (smime.p7m) and signed files (.p7m), by asn1crypto.

The signature itself is not judged: who sent what is told by the mail, and a certificate would have to be trusted first.
"""

import re

from asn1crypto import cms, pem

_ENTITY = re.compile(rb"\s*(?:Content-[A-Za-z-]+|MIME-Version):", re.IGNORECASE)
_BROKEN = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError)


def signed_content(data: bytes) -> bytes | None:
    """Return what is signed in `data`; None for a signature that stands beside its file, or for what is none.

    Raises `ValueError` where it is damaged.
    """
    try:
        message = cms.ContentInfo.load(pem.unarmor(data)[2] if pem.detect(data) else data)
        if message["content_type"].native != "signed_data":
            return None
        content = message["content"]["encap_content_info"]["content"]
        return bytes(content) or None
    except _BROKEN as error:
        raise ValueError(type(error).__name__) from None


def is_entity(data: bytes) -> bool:
    """Whether what was signed is a mail's body with its own headers, as S/MIME has it, and no file by itself."""
    return _ENTITY.match(data) is not None
