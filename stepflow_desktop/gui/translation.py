"""The window in another language: catalogues made with Qt Linguist's tools, read as they are.

A *catalogue* is a ``.ts`` file in ``resources/translations``, brought up to date by ``make translations``. English is
the language of the source and has none. Reading the file itself spares a compiled twin of it that could be stale.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from stepflow_desktop.errors import StepFlowError
from stepflow_desktop.gui.sentences import ERRORS, REASONS, SENTENCES, Sentences
from stepflow_desktop.settings import resources_dir

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Locale name: what people who speak it call it."""

SOURCE = "en"
"""The language of the strings in the source."""

_OF_QT = "words_of_qt"


def translate(context: str, text: str) -> str:
    """``text`` in the language of the window, for words that no widget says."""
    return QCoreApplication.translate(context, text)


def our_words(text: str) -> str:
    """A sentence of the core as it is kept, in English, in the language of the window; foreign text as it is."""
    return QCoreApplication.translate(SENTENCES, text) if text else ""


def error_words(error: BaseException) -> str:
    """What went wrong, in the language of the window; of an OSError its reason alone."""
    if isinstance(error, StepFlowError):
        return _in_words(error)
    return reason_words(error)


def reason_words(error: BaseException) -> str:
    """What is at the bottom of it, to stand in a sentence; foreign words as they are."""
    told = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return QCoreApplication.translate(REASONS, told)


def _in_words(error: StepFlowError) -> str:
    template = QCoreApplication.translate(ERRORS, error.template)
    if template == error.template:
        return our_words(str(error))
    places = dict(error.values)
    for name in places.keys() & {"reason", "status"}:
        places[name] = QCoreApplication.translate(REASONS, str(places[name]))
    return template.format(**places) if places else template


def defect_title(name: str = "", *, place: str = "") -> str:
    """The title of the message about a defect in ``place`` or in what has this ``name``, which only English has."""
    if spoken() != SOURCE:
        return translate("Unexpected", "Something went wrong")
    if place:
        return translate("Unexpected", "Something went wrong in the {place}").format(place=place)
    return translate("Unexpected", "Something went wrong: {name}").format(name=name)


def speak(app: QCoreApplication, wanted: str) -> str:
    """Have ``app`` speak the language that the setting ``wanted`` names, before its widgets are made; returns it.

    Widgets that exist already keep their words.
    """
    language = chosen_language(wanted)
    _be_silent(app)
    foreign = not QLocale.system().name().startswith(language.split("_")[0])
    # Names of days and months go with the words, not with the desktop.
    QLocale.setDefault(QLocale(language) if foreign else QLocale.system())
    if language != SOURCE:
        qt = QTranslator(app)
        qt.setObjectName(_OF_QT)
        # Its own words: in choosers of files, and in the menus of fields.
        if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(qt)
        catalogue = Catalogue(read_catalogue(catalogue_path(language)), app)
        catalogue.setObjectName(language)
        app.installTranslator(catalogue)
    return language


def spoken() -> str:
    """The language that the application speaks."""
    app = QCoreApplication.instance()
    catalogue = app.findChild(Catalogue) if app is not None else None
    return catalogue.objectName() if catalogue is not None else SOURCE


def _be_silent(app: QCoreApplication) -> None:
    for translator in (*app.findChildren(Catalogue), *app.findChildren(QTranslator, _OF_QT)):
        app.removeTranslator(translator)
        translator.setParent(None)
        translator.deleteLater()


def catalogue_path(language: str) -> Path:
    return resources_dir() / "translations" / f"stepflow_{language}.ts"


def chosen_language(wanted: str, system: str | None = None) -> str:
    """The key of ``LANGUAGES`` for the setting ``wanted``; ``system`` takes what the desktop speaks."""
    if wanted != "system":
        return wanted if wanted in LANGUAGES else SOURCE
    speaks = QLocale.system().name() if system is None else system
    near = [language for language in LANGUAGES if language.split("_")[0] == speaks.split("_")[0]]
    return near[0] if near else SOURCE


def read_catalogue(path: Path) -> dict[tuple[str, str], str]:
    """Finished translations by context and source text. Raises OSError, ElementTree.ParseError."""
    # English, which most people have, needs no parser.
    import xml.etree.ElementTree as ElementTree

    found: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text and translation.get("type") != "unfinished":
                found[name, message.findtext("source", "")] = translation.text
    return found


class Catalogue(QTranslator):
    """Translates by a dictionary of context and source text."""

    def __init__(self, messages: dict[tuple[str, str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages = messages
        self._sentences = Sentences(self._of(SENTENCES), self._of(REASONS))

    def isEmpty(self) -> bool:
        return not self._messages

    def translate(
        self, context: str | bytes, source: str | bytes, _comment: object = None, _number: int = -1
    ) -> str | None:
        """The translation, or None for Qt to go on with the next translator and then with the source."""
        group, text = _text(context), _text(source)
        if group == SENTENCES:
            return self._sentences.translated(text)
        return self._sentences.reason(text) if group == REASONS else self._messages.get((group, text))

    def _of(self, group: str) -> dict[str, str]:
        return {text: translation for (context, text), translation in self._messages.items() if context == group}


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("utf-8")
