"""What kind of preview a file gets, by its name; and the sizes from which a kind is shown otherwise."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

MB = 1_000_000
PICTURE_PIXELS = 50_000_000
PICTURE_BYTES = 256 * MB
SVG_BYTES = 10 * MB
COLOURED_TEXT_BYTES = 2 * MB
TREE_BYTES = 20 * MB
PAGE_BYTES = 1 * MB
HEX_BYTES = 65_536


class Kind(StrEnum):
    PICTURE = "picture"
    DRAWING = "drawing"
    PDF = "pdf"
    TEXT = "text"
    LONG_TEXT = "long_text"
    MARKDOWN = "markdown"
    WEB = "web"
    TABLE = "table"
    TREE = "tree"
    ARCHIVE = "archive"
    BYTES = "bytes"


_BY_SUFFIX: dict[str, Kind] = {
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".ico", ".ppm"), Kind.PICTURE),
    ".svg": Kind.DRAWING,
    ".pdf": Kind.PDF,
    **dict.fromkeys((".md", ".markdown"), Kind.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml"), Kind.WEB),
    **dict.fromkeys((".csv", ".tsv"), Kind.TABLE),
    **dict.fromkeys((".json", ".geojson", ".ipynb", ".yaml", ".yml"), Kind.TREE),
    **dict.fromkeys((".zip", ".whl", ".jar", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".tbz2", ".txz"), Kind.ARCHIVE),
}
_TEXT_SUFFIXES = frozenset(
    (
        *(".txt", ".text", ".log", ".out", ".err", ".rst", ".tex", ".bib", ".diff", ".patch", ".env", ".conf", ".cfg"),
        *(".ini", ".toml", ".properties", ".xml", ".css", ".scss", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".vue"),
        *(".py", ".pyi", ".pyw", ".r", ".jl", ".m", ".c", ".h", ".cc", ".cpp", ".hpp", ".cu", ".java", ".kt", ".go"),
        *(".rs", ".rb", ".php", ".pl", ".lua", ".swift", ".cs", ".fs", ".scala", ".sql", ".sh", ".bash", ".zsh"),
        *(".fish", ".ps1", ".bat", ".cmd", ".mk", ".cmake", ".jsonl", ".ndjson", ".srt", ".vtt", ".gitignore"),
        *(".dockerfile", ".proto", ".graphql", ".tf", ".nix", ".asm", ".f90", ".gnuplot", ".dot", ".po", ".ps", ".eps"),
    )
)
_TEXT_NAMES = frozenset(("makefile", "dockerfile", "readme", "license", "changelog", "notice", "authors"))


def kind_of(file_name: str, mime_type: str = "", size: int = 0) -> Kind:
    """The kind that a file of this name, type and size (bytes) is shown as at first."""
    path = PurePath(file_name.lower())
    kind = _BY_SUFFIX.get(path.suffix)
    if kind is None:
        texty = path.suffix in _TEXT_SUFFIXES or path.name in _TEXT_NAMES or mime_type.startswith("text/")
        kind = Kind.TEXT if texty else Kind.BYTES
    if kind is Kind.DRAWING and size > SVG_BYTES:
        kind = Kind.TEXT
    if kind is Kind.TREE and size > TREE_BYTES:
        kind = Kind.TEXT
    if kind in (Kind.MARKDOWN, Kind.WEB) and size > PAGE_BYTES:
        kind = Kind.TEXT
    if kind is Kind.TEXT and size > COLOURED_TEXT_BYTES:
        return Kind.LONG_TEXT
    return kind


def source_kind(size: int) -> Kind:
    """How the source of a page, a tree or a drawing is shown."""
    return Kind.LONG_TEXT if size > COLOURED_TEXT_BYTES else Kind.TEXT
