"""A bound on the size of a log. The log itself is never cut: the run is remarked on, or stopped."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from stepflow_desktop.core import reducer, wording
from stepflow_desktop.core.active_run import ActiveRun, Phase
from stepflow_desktop.core.launcher import Launcher
from stepflow_desktop.core.model import Annotation, Level
from stepflow_desktop.sentences import said

TITLE = said("Log size limit")
REASON = "log_limit"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LogLimit:
    """``limit_bytes`` 0 is no limit. ``stop`` ends the run that goes beyond it; it is remarked on, once, in any case.

    The supervisor of a run stops it, at the very byte and whether anybody is here or not.
    """

    limit_bytes: int
    stop: bool = False

    def order(self) -> dict[str, Any] | None:
        """What the supervisor of a run has to know."""
        if not self.limit_bytes or not self.stop:
            return None
        size = wording.size(self.limit_bytes)
        message = said("Stopped because its log has grown beyond the limit of {size}", size=size)
        return {"bytes": self.limit_bytes, "message": message}

    def watch(self, run: ActiveRun, launcher: Launcher) -> None:
        """To be asked after each look at a run; costs two comparisons."""
        if run.known_limit is not self and run.phase is Phase.RUNNING and run.exit is None:
            self._tell(run, launcher)
        if self.limit_bytes and run.read_bytes > self.limit_bytes and not run.beyond_limit:
            run.beyond_limit = True
            if run.read_before_bytes <= self.limit_bytes:  # else an earlier process has remarked on it
                self._remark(run)

    def _tell(self, run: ActiveRun, launcher: Launcher) -> None:
        """The settings may have changed since the run was described."""
        order = self.order()
        try:
            if run.run.log_limit() != order:
                launcher.limit_log(run.run, order)
        except OSError as error:
            if not run.limit_refused:  # tried again after each look, but said once
                log.warning("%s could not be told its log size limit: %s", run.id, error)
            run.limit_refused = True
        else:
            run.known_limit, run.limit_refused = self, False

    def _remark(self, run: ActiveRun) -> None:
        stops = self.stop if run.exit is None else run.exit.get("reason") == REASON
        size = wording.size(self.limit_bytes)
        message = said("The log has grown beyond the limit of {size}; nothing of it is cut.", size=size)
        if stops:
            message = said("The log has grown beyond the limit of {size}; so it is being stopped.", size=size)
        run.state = reducer.annotate(
            run.state,
            Annotation(execution_id=run.id, offset=run.read_bytes, level=Level.WARNING, message=message, title=TITLE),
        )
