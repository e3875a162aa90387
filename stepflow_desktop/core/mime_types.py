"""The MIME type that the name of a file suggests.

What runs produce most is named here, so that it is the same on every computer; the rest is looked up in the tables of
the system, which differ.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import PurePath

UNKNOWN = "application/octet-stream"

_PLAIN = (".cfg", ".conf", ".env", ".err", ".ini", ".lock", ".log", ".out", ".properties", ".rst", ".text", ".txt")
_TYPES: Mapping[str, str] = dict.fromkeys(_PLAIN, "text/plain") | {
    ".avif": "image/avif",
    ".csv": "text/csv",
    ".diff": "text/x-diff",
    ".feather": "application/vnd.apache.arrow.file",
    ".go": "text/x-go",
    ".ipynb": "application/x-ipynb+json",
    ".jsonl": "application/jsonl",
    ".kt": "text/x-kotlin",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".ndjson": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".patch": "text/x-diff",
    ".rs": "text/x-rust",
    ".tgz": "application/gzip",
    ".toml": "application/toml",
    ".ts": "text/x-typescript",
    ".tsv": "text/tab-separated-values",
    ".tsx": "text/x-typescript",
    ".webp": "image/webp",
    ".whl": "application/zip",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
_PLAIN_NAMES = {"dockerfile", "license", "makefile", "readme"}
_ENCODINGS: Mapping[str, str] = {
    "gzip": "application/gzip",
    "bzip2": "application/x-bzip2",
    "xz": "application/x-xz",
    "br": UNKNOWN,
    "compress": UNKNOWN,
}


def mime_type_of(file_name: str) -> str:
    """``application/octet-stream`` when the name suggests none."""
    name = PurePath(file_name.lower())
    known = _TYPES.get(name.suffix) or ("text/plain" if name.name in _PLAIN_NAMES else None)
    if known is not None:
        return known
    kind, encoding = mimetypes.guess_type(name.name, strict=False)
    if encoding is not None:
        # What is inside shows only when it has been unpacked.
        return _ENCODINGS.get(encoding, UNKNOWN)
    return kind or UNKNOWN
