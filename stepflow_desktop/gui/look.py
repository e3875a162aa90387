"""What people choose about the look of the window, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stepflow_desktop.settings import Settings

# How high rows of lists are, as a share of the usual height.
ROW_SHARES = {"compact": 0.86, "comfortable": 1.0, "large": 1.2}
MODES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """``percent`` scales the text of the window, ``log_px`` is the size of the log's.

    An empty font is the built-in one.

    ``reduce_motion`` None does as the desktop says.
    """

    mode: str = "system"
    status_colours: str = "standard"
    system_accent: bool = False
    dark_log: bool = False
    reduce_motion: bool | None = None
    font: str = ""
    percent: int = 100
    log_font: str = ""
    log_px: int = 12
    row_height: str = "comfortable"

    def of_log(self) -> Look:
        """The look of the log, which may be dark in a light window."""
        return replace(self, mode="dark") if self.dark_log else self


def look_of(settings: Settings) -> Look:
    return Look(
        mode=settings.theme,
        status_colours=settings.status_colours,
        system_accent=settings.system_accent,
        dark_log=settings.dark_log,
        reduce_motion=settings.reduce_motion,
        font=settings.interface_font,
        percent=settings.interface_size,
        log_font=settings.log_font,
        log_px=settings.log_size,
        row_height=settings.row_height,
    )
