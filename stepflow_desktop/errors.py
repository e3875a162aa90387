"""Errors that a user can cause or mend.

Anything else that is raised is a defect and keeps its traceback. These are translated at two edges only:
the REST middleware (to a status and an envelope) and the window's one way to call the engine (to a message).
"""

from __future__ import annotations

from stepflow_desktop.sentences import said


class StepFlowError(Exception):
    """Base of everything a user can cause or mend. ``str(error)`` says, in English, what is wrong and what to do.

    ``template`` is the sentence without its ``values``, by which the window finds it in its own language.
    """

    code = "ERROR"
    http_status = 500

    def __init__(self, template: str, /, **values: object) -> None:
        super().__init__(said(template, **values))
        self.template = template
        self.values = values


class InvalidRequest(StepFlowError):
    """The request cannot be carried out as given; ``parameter`` names the field at fault, if one is."""

    code = "INVALID_REQUEST"
    http_status = 400

    def __init__(self, template: str, /, *, parameter: str | None = None, **values: object) -> None:
        super().__init__(template, **values)
        self.parameter = parameter


class NotFound(StepFlowError):
    """No execution, step or artifact of that id."""

    code = "NOT_FOUND"
    http_status = 404


class Conflict(StepFlowError):
    """The thing is in a state that does not allow this, for example cancelling a finished execution."""

    code = "CONFLICT"
    http_status = 409


class TooLarge(StepFlowError):
    """More bytes than the limit in force."""

    code = "TOO_LARGE"
    http_status = 413


class QueueFull(StepFlowError):
    """More executions are waiting than the queue takes."""

    code = "QUEUE_FULL"
    http_status = 429


class Unavailable(StepFlowError):
    """The database is locked, damaged or read-only, or the program is shutting down."""

    code = "UNAVAILABLE"
    http_status = 503


class StorageProblem(StepFlowError):
    """The storage folder is full or cannot be written."""

    code = "STORAGE"
    http_status = 507


class StorageInUse(StepFlowError):
    """Another StepFlow process holds the storage folder; ``address`` is its REST base URL if known."""

    code = "STORAGE_IN_USE"
    http_status = 503

    def __init__(
        self, template: str, /, *, pid: int | None = None, address: str | None = None, **values: object
    ) -> None:
        super().__init__(template, pid=pid, **values)
        self.pid = pid
        self.address = address


class SettingsError(StepFlowError):
    """A setting, environment variable or command-line option has a value that cannot be used."""

    code = "SETTINGS"
