"""Fingerprints of what went in, for the provenance of a recommendation."""

import hashlib

from pydantic import BaseModel


def of_bytes(content: bytes) -> str:
    """Return the SHA-256 of some bytes.

    Examples:
        >>> of_bytes(b"")[:8]
        'e3b0c442'
    """
    return hashlib.sha256(content).hexdigest()


def of_record(record: BaseModel) -> str:
    """Return the SHA-256 of what was filled in of a record, independent of its file."""
    return of_bytes(record.model_dump_json(by_alias=True, exclude_unset=True).encode())
