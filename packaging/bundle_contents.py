"""What goes into a bundle and what stays out: plain functions that stepflow.spec asks, tested without a build."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

Entry = tuple[str, str, str]  # place in the bundle, file on this computer, kind

# Qt's plugins that the window can use. All others, and what only they need, stay out: the virtual keyboard alone
# would bring QML and Quick along.
PLUGINS = {
    "iconengines": ("qsvgicon",),
    "imageformats": ("qgif", "qicns", "qico", "qjpeg", "qsvg", "qtiff", "qwebp"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal", "qcocoa", "qwindows"),
    "platformthemes": ("qxdgdesktopportal",),
    "printsupport": ("cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"),
    "styles": ("qmacstyle", "qmodernwindowsstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
}
UNWANTED_LIBRARIES = re.compile(
    r"(lib)?Qt6?(Qml|Quick|VirtualKeyboard|Pdf|OpenGL|EglFS|EglFs|Designer|Help|Sql|Test|Labs|Concurrent"
    r"|WaylandCompositor|WaylandEglClient|WlShell|ShaderTools|Xml|UiTools)\w*"
)
# The design's two typefaces in the weights that it uses.
FONTS = re.compile(r"(Inter-(Regular|Medium|SemiBold|Bold)|JetBrainsMono-(Regular|Medium|Bold))\.(otf|ttf)")
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")
WITHOUT_WINDOW = ("PySide6", "shiboken6", "qasync", "lucide", "pygments", "pypdfium2", "pypdfium2_raw")
# What libraries of ours would use if it were there, and what only the checks of this project use.
NOBODY_NEEDS = ("tkinter", "pydoc", "doctest", "test", "setuptools", "pip", "pytest", "werkzeug", "PIL", "numpy")


def kept(name: str, languages: Iterable[str] = ()) -> bool:
    """Whether a collected file stays in; ``name`` is its place in the bundle, ``languages`` those we speak."""
    path = PurePosixPath(name.replace("\\", "/"))
    parts = path.parts
    if "PySide6" not in parts and not path.name.startswith(("libQt6", "Qt6")):
        return True
    if "translations" in parts:
        return path.suffix == ".qm" and any(path.stem == f"qtbase_{language}" for language in languages)
    if "qml" in parts:
        return False
    if "plugins" in parts:
        folder = parts[parts.index("plugins") + 1]
        return path.name.split(".")[0].removeprefix("lib") in PLUGINS.get(folder, ())
    return not UNWANTED_LIBRARIES.match(path.name)


def reachable(entries: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Without the libraries of the system that only left-out files asked for.

    Those lie at the top of the bundle; everything in a folder, and Python itself, is wanted for its own sake.
    ``needs`` gives the file names of the libraries that a file is linked to.
    """
    libraries = {entry[0]: entry for entry in entries if "/" not in entry[0].replace("\\", "/")}
    wanted = [entry for entry in entries if entry[0] not in libraries or "python" in entry[0]]
    waiting, seen = list(wanted), {entry[0] for entry in wanted}
    while waiting:
        for name in needs(waiting.pop()[1]):
            if name in libraries and name not in seen:
                seen.add(name)
                wanted.append(libraries[name])
                waiting.append(libraries[name])
    return wanted


def fonts(folders: Iterable[Path] = FONT_FOLDERS) -> Iterator[Path]:
    """The files of the typefaces that are installed on the computer that builds; each once."""
    seen = set()
    for folder in folders:
        for path in sorted(folder.rglob("*.[ot]tf")):
            if FONTS.fullmatch(path.name) and path.name not in seen:
                seen.add(path.name)
                yield path


def imports_of(scripts: Iterable[Path]) -> set[str]:
    """The modules that these scripts import, but for each other: a bundle without Python must have them."""
    paths = list(scripts)
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
    return found - {path.stem for path in paths} - {"__future__"}


def version(root: Path) -> str:
    text = (root / "stepflow_desktop" / "__init__.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    assert found is not None
    return found[1]
