"""A bound on the size of a log. The log itself is never cut: the run is remarked on, or stopped."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from stepflow_desktop.core import reducer, wording
from stepflow_desktop.core.active_run import ActiveRun
from stepflow_desktop.core.clock import Clock
from stepflow_desktop.core.launcher import Launcher
from stepflow_desktop.core.model import Annotation, Level

TITLE = "Log size limit"
REASON = "log_limit"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogLimit:
    """``limit_bytes`` 0 is no limit. ``stop`` ends the run that goes beyond it, otherwise it is remarked on, once.

    What was beyond it when an earlier process looked has been remarked on by that one.
    """

    limit_bytes: int
    stop: bool = False

    def watch(self, run: ActiveRun, launcher: Launcher, clock: Clock) -> None:
        """To be asked after each look at a run; costs a comparison."""
        if not self.limit_bytes or run.read_bytes <= self.limit_bytes:
            return
        stops = self.stop and run.exit is None
        if run.over_log_limit is None or (stops and run.over_log_limit != REASON):
            self._act(run, launcher, clock, stops)

    def _act(self, run: ActiveRun, launcher: Launcher, clock: Clock, stops: bool) -> None:
        size = wording.size(self.limit_bytes)
        if run.over_log_limit is None and run.read_before_bytes <= self.limit_bytes:
            what = "so it is being stopped" if stops else "nothing of it is cut"
            message = f"The log has grown beyond the limit of {size}; {what}."
            remark = Annotation(
                execution_id=run.id, offset=run.read_bytes, level=Level.WARNING, message=message, title=TITLE
            )
            run.state = reducer.annotate(run.state, remark)
        run.over_log_limit = "warned"
        if not stops:
            return
        try:
            message = f"Stopped because its log has grown beyond the limit of {size}"
            launcher.cancel(run.run, REASON, message=message, force=False, at_us=clock.now().wall_us)
            run.over_log_limit = REASON
        except OSError as error:
            log.warning("%s could not be asked to end: %s", run.id, error)  # asked again after the next look
