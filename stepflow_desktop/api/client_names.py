"""What to call a client, from the ``User-Agent`` that it gives: two or three words, and what sort of thing it is.

A name is foreign text that anyone may send: it is only ever shown, and cut.
"""

from __future__ import annotations

import re

DESKTOP, PHONE, PROGRAM = "desktop", "phone", "program"
_MOST = 60
# The first that fits counts: nearly every browser also says that it is Chrome and Safari.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone", PHONE),
    ("iPad", "iPad", PHONE),
    ("Android", "Android", PHONE),
    ("Windows", "Windows", DESKTOP),
    ("Mac OS X", "Mac", DESKTOP),
    ("CrOS", "ChromeOS", DESKTOP),
    ("Linux", "Linux", DESKTOP),
)
_PYTHON = re.compile(r"Python/[\d.]+ (?P<library>[\w-]+)/(?P<version>\d+)")
_PROGRAM = re.compile(r"(?P<name>[\w.+-]+)/v?(?P<version>\d+)")


def client_name(user_agent: str) -> tuple[str, str]:
    """The name and the kind: desktop, phone or program."""
    text = "".join(character for character in user_agent if character.isprintable()).strip()
    if text.startswith("Mozilla/") and (browser := _first(text, _BROWSERS)):
        for mark, system, kind in _SYSTEMS:
            if mark in text:
                return f"{browser}, {system}", kind
        return browser, DESKTOP
    if python := _PYTHON.match(text):
        return f"python-{python['library']} {python['version']}"[:_MOST], PROGRAM
    if program := _PROGRAM.match(text):
        return f"{program['name']} {program['version']}"[:_MOST], PROGRAM
    return text[:_MOST], PROGRAM


def _first(text: str, marks: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in marks if mark in text), "")
