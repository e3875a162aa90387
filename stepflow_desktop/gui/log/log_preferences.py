"""What the settings say about how a log is shown, given to one."""

from __future__ import annotations

from stepflow_desktop.gui.log.line_times import TimeMode
from stepflow_desktop.gui.log.log_frame import LogFrame
from stepflow_desktop.settings import Settings

_TIMES = {"clock": TimeMode.CLOCK, "start": TimeMode.RUN, "step": TimeMode.STEP, "off": TimeMode.OFF}


def take_log_settings(log: LogFrame, settings: Settings, *, follow: bool = True) -> None:
    """Show lines as set; whether what runs is followed and levels are guessed counts for what is opened next.

    ``follow`` is False to leave that as it was chosen in the window.
    """
    log.bar.set_times(_TIMES[settings.log_timestamps])
    log.bar.wrap.setChecked(settings.log_wrap)
    log.view.set_caret(settings.log_caret)
    if follow:
        log.follows_from_start = settings.log_follow
    log.guesses_levels = settings.log_guess_levels
