"""Which programs of the desktop say that they open a type of file: desktop entries and associations, read as files.

After the Desktop Entry and MIME Applications specifications of freedesktop.org. Nothing here starts anything.
"""

from __future__ import annotations

import configparser
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ENTRY = "Desktop Entry"
_DEFAULT, _ADDED, _REMOVED, _CACHE = "Default Applications", "Added Associations", "Removed Associations", "MIME Cache"
_FILE_CODES = frozenset(("%f", "%F", "%u", "%U"))
MOST_BYTES = 1_000_000
MOST_PROGRAMS = 60


@dataclass(frozen=True, slots=True)
class Program:
    """``command`` still holds the codes of its ``Exec`` line; ``name`` is in the language that was asked for."""

    id: str
    name: str
    command: str
    is_default: bool = False

    def words(self, path: Path) -> list[str]:
        """The command line that opens ``path``. Raises ValueError where the entry has none that could."""
        words: list[str] = []
        has_file = False
        for word in shlex.split(self.command):
            if word in _FILE_CODES:
                words.append(path.as_uri() if word in ("%u", "%U") else str(path))
                has_file = True
            elif len(word) == 2 and word[0] == "%" and word != "%%":
                if word == "%c":
                    words.append(self.name)
            else:
                words.append(word.replace("%%", "%"))
        if not words:
            raise ValueError(f"{self.id} has no command")
        return words if has_file else [*words, str(path)]


@dataclass(frozen=True, slots=True)
class Places:
    """Where entries lie: folders that hold ``applications``, most important first, and those of ``mimeapps.list``."""

    data: tuple[Path, ...]
    config: tuple[Path, ...]
    desktops: tuple[str, ...] = ()

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Places:
        home = Path(environ.get("HOME") or Path.home())

        def folders(own: str, own_default: str, shared: str, shared_default: str) -> tuple[Path, ...]:
            first = environ.get(own) or str(home / own_default)
            rest = environ.get(shared) or shared_default
            return tuple(Path(each) for each in (first, *rest.split(":")) if Path(each).is_absolute())

        return cls(
            folders("XDG_DATA_HOME", ".local/share", "XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
            folders("XDG_CONFIG_HOME", ".config", "XDG_CONFIG_DIRS", "/etc/xdg"),
            tuple(each.lower() for each in environ.get("XDG_CURRENT_DESKTOP", "").split(":") if each),
        )


def programs_for(types: Sequence[str], places: Places, language: str = "") -> list[Program]:
    """Programs for the MIME types, those of the first type first and in it the default one. Blocking.

    What runs in a terminal, is hidden or not installed is left out.
    """
    found: dict[str, Program] = {}
    default = ""
    lists = [_read(path) for path in _list_paths(places)]
    caches = [_read(folder / "applications" / "mimeinfo.cache") for folder in places.data]
    for mime_type in types:
        for entry_id, is_default in _associated(mime_type, lists, caches):
            if entry_id in found or len(found) >= MOST_PROGRAMS:
                continue
            program = _program(entry_id, places, language)
            if program is None:
                continue
            if is_default and not default:
                default = entry_id
            found[entry_id] = program
    first = [Program(each.id, each.name, each.command, True) for key, each in found.items() if key == default]
    return first + [each for key, each in found.items() if key != default]


def _associated(
    mime_type: str, lists: Sequence[configparser.RawConfigParser], caches: Sequence[configparser.RawConfigParser]
) -> Iterator[tuple[str, bool]]:
    """Ids of entries and whether one was chosen for the type. What a folder takes back, later ones do not bring."""
    removed: set[str] = set()
    for chosen in lists:
        for entry_id in _ids(chosen, _DEFAULT, mime_type):
            yield entry_id, True
    for given in lists:
        for entry_id in _ids(given, _ADDED, mime_type):
            if entry_id not in removed:
                yield entry_id, False
        removed.update(_ids(given, _REMOVED, mime_type))
    for cache in caches:
        for entry_id in _ids(cache, _CACHE, mime_type):
            if entry_id not in removed:
                yield entry_id, False


def _list_paths(places: Places) -> Iterator[Path]:
    for folder in (*places.config, *(each / "applications" for each in places.data)):
        for desktop in places.desktops:
            yield folder / f"{desktop}-mimeapps.list"
        yield folder / "mimeapps.list"


def _ids(parsed: configparser.RawConfigParser, group: str, mime_type: str) -> list[str]:
    # A line without = has no value at all.
    return [each for each in (parsed.get(group, mime_type, fallback="") or "").split(";") if each]


def _program(entry_id: str, places: Places, language: str) -> Program | None:
    path = _entry_path(entry_id, places)
    if path is None:
        return None
    parsed = _read(path)
    if not parsed.has_section(_ENTRY):
        return None
    entry = dict(parsed.items(_ENTRY))
    if entry.get("Type") != "Application" or entry.get("Hidden") == "true" or entry.get("Terminal") == "true":
        return None
    tried = entry.get("TryExec")
    if not entry.get("Exec") or (tried and shutil.which(tried) is None):
        return None
    short = language.partition("_")[0]
    name = entry.get(f"Name[{language}]") or entry.get(f"Name[{short}]") or entry.get("Name") or path.stem
    program = Program(entry_id, " ".join(name.split())[:120], entry["Exec"])
    try:
        words = program.words(Path("/"))
    except ValueError:
        return None
    return program if shutil.which(words[0]) else None


def _entry_path(entry_id: str, places: Places) -> Path | None:
    """``kde-kate.desktop`` may lie in ``kde/kate.desktop``. The first folder that has it counts."""
    if "/" in entry_id or not entry_id.endswith(".desktop"):
        return None
    for folder in places.data:
        applications = folder / "applications"
        for name in (entry_id, entry_id.replace("-", "/", 1)):
            if (applications / name).is_file():
                return applications / name
    return None


def _read(path: Path) -> configparser.RawConfigParser:
    """What stands in the file; nothing where it cannot be read or is none of these."""
    parsed = configparser.RawConfigParser(
        delimiters=("=",), comment_prefixes=("#",), strict=False, interpolation=None, allow_no_value=True
    )
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        if path.stat().st_size <= MOST_BYTES:
            parsed.read_string(path.read_text(encoding="utf-8", errors="replace"))
    except (OSError, configparser.Error):
        parsed.clear()
    return parsed
