"""Why a file cannot be shown, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from stepflow_desktop.gui import wording
from stepflow_desktop.gui.preview.kinds import PICTURE_PIXELS


def refusal(code: str, detail: str) -> tuple[str, str]:
    """A title and a text for the code of a reader or previewer."""
    translate = QCoreApplication.translate
    match code:
        case "missing":
            return translate("Preview", "The file was moved or deleted"), detail
        case "damaged":
            place = (
                translate("Preview", "The first mistake is at {place}.").format(place=detail)
                if ":" in detail[:12]
                else ""
            )
            return translate("Preview", "The content could not be read"), place or translate(
                "Preview", "It may be damaged."
            )
        case "password":
            return translate("Preview", "A password protects this file"), ""
        case "wrong_password":
            return translate("Preview", "That was not the password"), ""
        case "too_deep":
            return translate("Preview", "Nested too deeply"), translate("Preview", "It would not fit into any view.")
        case "too_big":
            return translate("Preview", "Too much to show here"), translate(
                "Preview", "Unpacked it would fill the memory."
            )
        case "too_many_pixels":
            most = f"{PICTURE_PIXELS // 1_000_000}"
            text = translate("Preview", "{size}: pictures of more than {most} megapixels are opened outside.")
            return translate("Preview", "This picture is too large"), text.format(size=detail, most=most)
        case "slow" | "too_slow":
            return translate("Preview", "It took too long"), translate(
                "Preview", "Reading it was stopped so that nothing is held up."
            )
        case "unreadable":
            return translate("Preview", "The file could not be read"), detail
    return translate("Preview", "The preview ended unexpectedly"), translate("Preview", "The file may be damaged.")


def bytes_words(count: int) -> str:
    """``46.1 KB``, with one decimal more than in lists."""
    if count < 1000:
        return wording.size(count)
    units = ("KB", "MB", "GB", "TB")
    power = next((power for power in range(1, 5) if count / 1000**power < 999.95), 4)
    return f"{count / 1000**power:.1f} {units[power - 1]}"
