"""The accent of the window made from any colour, such as the one that a desktop is set to.

Whatever the colour, text in it and text on it can be read: it is made darker or lighter until that is so.
"""

from __future__ import annotations

import colorsys

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QPalette

from stepflow_desktop.gui.tokens import DARK, LIGHT

LEAST_CONTRAST = 4.5
_STEP = 0.01
_PROPERTY = "stepflow_system_accent"
# How much of the accent is in its soft and in its line: (light, dark).
_SOFT, _LINE = (0.11, 0.16), (0.33, 0.42)
Rgb = tuple[float, float, float]


def remember_system_accent(app: QGuiApplication) -> None:
    """Before the application is dressed in colours of ours."""
    app.setProperty(_PROPERTY, app.palette().color(QPalette.ColorRole.Accent).name())


def system_accent() -> str:
    """As ``#rrggbb``; empty where nobody has asked."""
    app = QCoreApplication.instance()
    return str(app.property(_PROPERTY) or "") if app is not None else ""


def accent_tokens(seed: str, dark: bool) -> dict[str, str]:
    """The colours of all accent tokens, from the colour ``seed``."""
    theme = DARK if dark else LIGHT
    surface, text = _rgb(theme["surface"]), _rgb(theme["on_accent"])
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(seed))
    way = _STEP if dark else -_STEP
    while True:
        accent = colorsys.hls_to_rgb(hue, lightness, saturation)
        soft = _mixed(accent, surface, _SOFT[dark])
        least = min(contrast(accent, surface), contrast(accent, text), contrast(accent, soft))
        if least >= LEAST_CONTRAST or not 0 < lightness + way < 1:
            break
        lightness += way
    beyond = lightness + way * 5
    hover = colorsys.hls_to_rgb(hue, beyond if 0 < beyond < 1 else lightness - way * 10, saturation)
    return {
        "accent": _name(accent),
        "accent_hover": _name(hover),
        "accent_soft": _name(soft),
        "accent_line": _name(_mixed(accent, surface, _LINE[dark])),
    }


def contrast(one: Rgb, other: Rgb) -> float:
    """As the accessibility guidelines measure it, 1 to 21."""
    light, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dim + 0.05)


def _luminance(color: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(color: Rgb, ground: Rgb, share: float) -> Rgb:
    red, green, blue = (part * share + under * (1 - share) for part, under in zip(color, ground, strict=True))
    return red, green, blue


def _rgb(name: str) -> Rgb:
    red, green, blue = (int(name[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _name(color: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in color)
