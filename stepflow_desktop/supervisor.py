"""The process that stands beside one running command and outlives the program that asked for it.

A *run folder* holds everything the two exchange: ``spec.json`` says what to run, ``child.json`` that it runs, and
``exit.json`` how it ended; ``cancel.json`` asks for its end, ``limit.json`` for another bound on its log. ``supervise
RUN_DIR`` may be started at any time and any number of times: whoever gets ``lock`` looks at what is there and starts
the command, adopts it, or records its end.

Two processes share the work. The *keeper* only holds the pipe, the terminal and the lock, and waits. The *worker*, its
child, does everything: it starts the command, moves what it prints from ``output.fifo`` into ``output.log``, stops it
when its time is up or somebody asks, and writes down its end. Bytes leave the pipe only when they are in the log
(``splice``), so no death of a worker loses or repeats one; the keeper then takes the run over, and as the *sub-reaper*
of the command it still learns the exit code. ``zygote`` is a process that waits with everything imported and forks a
detached supervisor for each folder named on its standard input.

This file needs the standard library only, imports nothing of ours and nothing later than its start: the program may
be upgraded or removed while it runs. Linux is where it is tested; elsewhere ``ps`` stands in for ``/proc``, and reads
and writes for ``splice``.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import gc
import json
import math
import os
import select
import signal
import struct
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, NoReturn

if sys.platform != "win32":
    import fcntl
    import resource
    import termios
if sys.platform == "darwin":
    import subprocess  # noqa: F401 - for os.popen, which would import it later

Json = dict[str, Any]

HAVE_PROC = os.path.isdir("/proc/self/task")
HAVE_CHILDREN = os.path.exists(f"/proc/self/task/{os.getpid()}/children")
PRCTL = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
PR_SET_CHILD_SUBREAPER: Final = 36
F_SETPIPE_SZ: Final = getattr(fcntl, "F_SETPIPE_SZ", None) if sys.platform != "win32" else None
SPLICE_FLAGS: Final = getattr(os, "SPLICE_F_MOVE", 0) | getattr(os, "SPLICE_F_NONBLOCK", 0)

LOCK_PATIENCE_S: Final = 2.0
SMALL_PIPE_BYTES: Final = 64 * 1024
LARGE_PIPE_BYTES: Final = 1024 * 1024
NAP_S: Final = 0.004
"""Between two moves of a pipe that is not filling up: the command and we would only take the cores from each other."""
FULL_DISK_RETRY_S: Final = 0.2
FLOOD_BYTES: Final = 64 * 1024
FLOOD_REST_S: Final = 0.1
"""How much, and how seldom, is taken of a command that is being stopped because its log has grown too large."""
TICK_S: Final = 1.0
USAGE_INTERVAL_S: Final = 2.0
STOP_POLL_S: Final = 0.1
KILL_POLL_S: Final = 0.02
KILL_PATIENCE_S: Final = 5.0
"""After the first KILL: a process that survives this long hangs in the kernel or belongs to another user."""
DEFAULT_GRACE_S: Final = 10.0
FORK_ATTEMPTS: Final = 100
FORK_RETRY_S: Final = 0.05
TERMINAL_BYTES: Final = 4095
"""The kernel hands out at most this much of a terminal's output at a time."""
TERMINAL_SIZE: Final = (40, 120)

INDEX_RECORD: Final = struct.Struct("<qqq")
USAGE_RECORD: Final = struct.Struct("<qqqq")
BOOT_CLOCK: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
BUNDLE_VARIABLES: Final = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "LIBPATH")


# Clocks and files


def boot_us() -> int:
    return time.clock_gettime_ns(BOOT_CLOCK) // 1000


def wall_us() -> int:
    return time.time_ns() // 1000


def read_json(name: str) -> Json | None:
    try:
        with open(name, "rb") as file:
            value = json.loads(file.read())
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def write_json(name: str, value: Mapping[str, Any], *, sync_folder: bool = False) -> None:
    """Write to a temporary file, sync it, rename it.

    ``sync_folder`` makes the name as durable as the content, before this returns. Both are then synced in one go, which
    the journal of a file system does at half the price; for files that mean nothing as long as they are empty.
    """
    temporary = f".{name}.supervisor"
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        write_all(file, json.dumps(value).encode())
        if sync_folder:
            os.rename(temporary, name)
            os.fsync(file)
            sync_here()
        else:
            os.fsync(file)
            os.rename(temporary, name)
    finally:
        os.close(file)


def sync_here() -> None:
    folder = os.open(".", os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_all(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


class Records:
    """A file of fixed-size records, whole ones only."""

    def __init__(self, name: str, layout: struct.Struct) -> None:
        self._layout = layout
        self._file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self._size = os.fstat(self._file).st_size // layout.size * layout.size
        os.ftruncate(self._file, self._size)

    def append(self, *values: int) -> bool:
        """Whether there was room for it."""
        record = self._layout.pack(*values)
        try:
            written = os.write(self._file, record)
            if written < len(record):
                os.ftruncate(self._file, self._size)
                return False
        except OSError:
            return False
        self._size += len(record)
        return True

    def last(self) -> tuple[int, ...] | None:
        if not self._size:
            return None
        return self._layout.unpack(os.pread(self._file, self._layout.size, self._size - self._layout.size))


# Processes


class Process(NamedTuple):
    """A process as it was at one look; ``pid`` and ``start_time`` together name it for good."""

    pid: int
    start_time: str
    parent: int
    group: int
    state: str
    cpu_us: int
    rss_bytes: int

    @property
    def alive(self) -> bool:
        return self.state not in ("Z", "X")


def boot_id() -> str:
    """Names this start of the computer."""
    if HAVE_PROC:
        with open("/proc/sys/kernel/random/boot_id") as file:
            return file.read().strip()
    return " ".join(_lines_of("sysctl -n kern.bootsessionuuid 2>/dev/null || sysctl -n kern.boottime"))


def look_at(pid: int) -> Process | None:
    """The process of that number, a zombie too, or None."""
    if not HAVE_PROC:
        return next(iter(_processes_by_ps(f"-p {pid}")), None)
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            stat = file.read()
    except OSError:
        return None
    # The name in parentheses may itself hold spaces and parentheses.
    fields = stat[stat.rindex(b")") + 2 :].split()
    return Process(
        pid=pid,
        start_time=fields[19].decode(),
        parent=int(fields[1]),
        group=int(fields[2]),
        state=fields[0].decode(),
        cpu_us=sum(map(int, fields[11:15])) * 1_000_000 // os.sysconf("SC_CLK_TCK"),
        rss_bytes=int(fields[21]) * resource.getpagesize(),
    )


def all_pids() -> list[int]:
    return [int(name) for name in os.listdir("/proc") if name.isdigit()]


def all_processes() -> list[Process]:
    if not HAVE_PROC:
        # The list names ``ps`` itself, which has ended by now.
        return [process for process in list(_processes_by_ps("-A")) if _exists(process.pid)]
    return [process for pid in all_pids() if (process := look_at(pid))]


def children_of(pid: int) -> list[int]:
    """Straight from the kernel."""
    children: list[int] = []
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return children
    for thread in threads:
        try:
            with open(f"/proc/{pid}/task/{thread}/children", "rb") as file:
                children += map(int, file.read().split())
        except OSError:
            continue  # this thread has gone meanwhile
    return children


def descendants(roots: Iterable[int], spared: frozenset[int]) -> dict[int, Process]:
    """Everything alive below ``roots``; a root counts unless it is ``spared``."""
    relatives: Callable[[int], Iterable[int]] = children_of
    look: Callable[[int], Process | None] = look_at
    if not HAVE_CHILDREN:
        known = {process.pid: process for process in all_processes()}
        by_parent: dict[int, list[int]] = {}
        for process in known.values():
            by_parent.setdefault(process.parent, []).append(process.pid)
        relatives, look = (lambda pid: by_parent.get(pid, ())), known.get
    found: dict[int, Process] = {}
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        pid = waiting.pop()
        if pid in seen:
            continue
        seen.add(pid)
        if pid not in spared:
            one = look(pid)
            if one is None or not one.alive:
                continue
            found[pid] = one
        waiting.extend(relatives(pid))
    return found


def carriers(execution_id: str, spared: frozenset[int]) -> dict[int, Process]:
    """Every process of this user that carries the execution's id in its environment, wherever it went."""
    sign = f"STEPFLOW_EXECUTION_ID={execution_id}"
    if not HAVE_PROC:
        option = "axEww" if sys.platform == "darwin" else "axeww"
        lines = [line.split() for line in _lines_of(f"ps {option} -o pid= -o command=")]
        pids = [int(words[0]) for words in lines if sign in words[1:]]
    else:
        pids = [pid for pid in all_pids() if pid not in spared and _carries(pid, sign.encode() + b"\0")]
    found = (look_at(pid) for pid in pids if pid not in spared)
    return {process.pid: process for process in found if process and process.alive}


def _carries(pid: int, sign: bytes) -> bool:
    try:
        if os.stat(f"/proc/{pid}").st_uid != os.geteuid():
            return False
        with open(f"/proc/{pid}/environ", "rb") as file:
            environment = file.read() + b"\0"
    except OSError:
        return False
    return environment.startswith(sign) or b"\0" + sign in environment


def send(process: Process, number: int) -> None:
    """Signal this very process: a newcomer with the same number is left alone."""
    handle = None
    try:
        # The handle is taken before the look, so what was looked at is what gets the signal.
        handle = os.pidfd_open(process.pid) if hasattr(os, "pidfd_open") else None
        now = look_at(process.pid)
        if now is None or now.start_time != process.start_time:
            return
        if handle is not None and hasattr(signal, "pidfd_send_signal"):
            signal.pidfd_send_signal(handle, number)
        else:
            os.kill(process.pid, number)
    except OSError:
        return  # gone meanwhile, or another user's
    finally:
        if handle is not None:
            os.close(handle)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _lines_of(command: str) -> list[str]:
    with os.popen(command) as stream:
        return stream.read().splitlines()


def _processes_by_ps(which: str) -> Iterator[Process]:
    columns = "-o pid= -o ppid= -o pgid= -o state= -o time= -o rss= -o lstart="
    for line in _lines_of(f"LC_ALL=C ps {which} {columns}"):
        pid, parent, group, state, cpu, rss, *start = line.split()
        yield Process(
            pid=int(pid),
            start_time=" ".join(start),
            parent=int(parent),
            group=int(group),
            state=state[0],
            cpu_us=_microseconds(cpu),
            rss_bytes=int(rss) * 1024,
        )


def _microseconds(clock: str) -> int:
    """``[days-][hours:]minutes:seconds[.fraction]`` as ``ps`` prints it."""
    days, _, rest = clock.rpartition("-")
    seconds = 0.0
    for part in rest.split(":"):
        seconds = seconds * 60 + float(part)
    return round((int(days or 0) * 86_400 + seconds) * 1_000_000)


def become_subreaper() -> None:
    """Orphans below this process become its children instead of init's, where the system can do that."""
    if PRCTL is not None:
        PRCTL(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


# What to run


class LogLimit(NamedTuple):
    """The size of a log beyond which the run is stopped, 0 for none, and what is then said of it."""

    size: int
    message: str | None

    @classmethod
    def of(cls, told: object) -> LogLimit:
        """Anything that is no bound is none."""
        told = told if isinstance(told, dict) else {}
        size, message = told.get("bytes"), told.get("message")
        bound = size if isinstance(size, int) and size > 0 else 0
        return cls(bound, message if isinstance(message, str) else None)


class Spec(NamedTuple):
    """``spec.json``, as far as it matters here."""

    id: str
    arguments: list[str]
    cwd: str
    environment: Mapping[str, str | None]
    terminal: bool
    timeout_s: float | None
    grace_s: float
    artifacts_dir: str
    summary_path: str
    umask: int
    log_limit: LogLimit = LogLimit(0, None)

    @classmethod
    def read(cls) -> Spec:
        """Raises OSError, ValueError, KeyError or TypeError."""
        with open("spec.json", "rb") as file:
            told = json.loads(file.read().decode("utf-8", "surrogateescape"))
        argv = told.get("argv")
        timeout_s, grace_s = told.get("timeout_s"), told.get("grace_s")
        return cls(
            id=told["id"],
            arguments=[told.get("shell") or "/bin/sh", "-c", told["command"]] if argv is None else list(argv),
            cwd=told["cwd"],
            environment=told.get("environment") or {},
            terminal=bool(told.get("terminal")),
            timeout_s=None if timeout_s is None else float(timeout_s),
            grace_s=DEFAULT_GRACE_S if grace_s is None else float(grace_s),
            log_limit=LogLimit.of(told.get("log_limit")),
            artifacts_dir=told.get("artifacts_dir", ""),
            summary_path=told.get("summary_path", ""),
            umask=int(told.get("umask", 0o022)),
        )


def child_environment(spec: Spec, base: Mapping[str, str], bundle: str | None) -> dict[str, str]:
    """``base`` as the command is to see it; ``bundle`` is the folder of a frozen program, None outside one."""
    environment = {name: value for name, value in base.items() if not name.startswith(("_PYI_", "_MEIPASS"))}
    if bundle is not None:
        for name in BUNDLE_VARIABLES:
            original = environment.pop(f"{name}_ORIG", None)
            if original is not None:
                environment[name] = original
            elif bundle in environment.get(name, ""):
                del environment[name]
        for name in ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH"):
            environment.pop(name, None)
    environment["PWD"] = spec.cwd
    if spec.terminal:
        environment["TERM"] = "xterm-256color"
    for name, value in {"PYTHONUNBUFFERED": environment.get("PYTHONUNBUFFERED", "1"), **spec.environment}.items():
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = str(value)
    environment["STEPFLOW"] = "1"
    environment["STEPFLOW_EXECUTION_ID"] = spec.id
    environment["STEPFLOW_ARTIFACTS_DIR"] = spec.artifacts_dir
    environment["STEPFLOW_STEP_SUMMARY"] = spec.summary_path
    environment.pop("STEPFLOW_TOKEN", None)
    return environment


class Channel(NamedTuple):
    """Where the command's output goes. ``held`` is what keeps it open: the pipe itself, or the terminal's far end."""

    pipe: int
    terminal: int | None
    held: int

    @classmethod
    def open(cls, *, with_terminal: bool) -> Channel:
        """Both ends stay open in the keeper and the worker, so that the death of one of them breaks nothing."""
        try:
            os.mkfifo("output.fifo", 0o600)
        except FileExistsError:
            pass
        pipe = os.open("output.fifo", os.O_RDWR)
        if not with_terminal:
            return cls(pipe, None, pipe)
        terminal, held = os.openpty()
        os.set_blocking(terminal, False)
        fcntl.ioctl(held, termios.TIOCSWINSZ, struct.pack("HHHH", *TERMINAL_SIZE, 0, 0))
        attributes = termios.tcgetattr(held)
        attributes[1] &= ~termios.ONLCR  # line ends reach the log as the command wrote them
        termios.tcsetattr(held, termios.TCSANOW, attributes)
        return cls(pipe, terminal, held)


def become_command(spec: Spec, channel: Channel, go: int, report: int) -> NoReturn:
    """Wait for the word, then turn into the command. Without the word take ``child.json`` back: it never ran."""
    stage = "prepare"
    try:
        signal.set_wakeup_fd(-1)
        os.setsid()
        if os.read(go, 1) != b"g":
            with contextlib.suppress(FileNotFoundError):
                os.unlink("child.json")
            os._exit(127)
        environment = child_environment(spec, os.environ, _bundle())
        if channel.terminal is None:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        else:
            fcntl.ioctl(channel.held, termios.TIOCSCTTY, 0)
            os.dup2(channel.held, 0)
        os.dup2(channel.held, 1)
        os.dup2(channel.held, 2)
        _forget_descriptors()
        for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
            with contextlib.suppress(OSError, ValueError):
                signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.umask(spec.umask)
        stage = "folder"
        os.chdir(spec.cwd)
        stage = "program"
        os.execvpe(spec.arguments[0], spec.arguments, environment)
    except OSError as error:
        os.write(report, f"{stage}\n{error.errno}\n{error.strerror}".encode())
    except BaseException as error:  # noqa: BLE001 - told to the worker, whatever it is
        os.write(report, f"{stage}\n0\n{error}".encode(errors="replace"))
    finally:
        os._exit(127)


def _bundle() -> str | None:
    return getattr(sys, "_MEIPASS", os.path.dirname(sys.executable)) if getattr(sys, "frozen", False) else None


def _forget_descriptors() -> None:
    """Whatever else was handed to us is none of the command's business."""
    for name in os.listdir("/proc/self/fd" if HAVE_PROC else "/dev/fd"):
        if int(name) > 2:
            with contextlib.suppress(OSError):
                os.set_inheritable(int(name), False)


def said(template: str, /, **values: Any) -> str:
    """As ``sentences.said``, which is not to be had here: the window says it in its own language."""
    return template.format(**values)


def start_problem(spec: Spec, report: str) -> str:
    """What a user is told when the command could not be started."""
    stage, number, text = report.split("\n", 2)
    code = int(number)
    if stage == "folder":
        return {
            errno.ENOENT: said("The working directory does not exist: {path}", path=spec.cwd),
            errno.ENOTDIR: said("The working directory is not a folder: {path}", path=spec.cwd),
            errno.EACCES: said("No permission to enter the working directory: {path}", path=spec.cwd),
        }.get(code, said("Cannot enter the working directory {path}: {reason}", path=spec.cwd, reason=text))
    if stage == "prepare":
        return said("The command could not be prepared: {reason}", reason=text)
    program = spec.arguments[0] if spec.arguments else ""
    if code == errno.ENOENT:
        if "/" in program and os.path.exists(os.path.join(spec.cwd, program)):
            return said(
                "Cannot run {program}: the interpreter that its first line names does not exist.", program=program
            )
        if "/" in program:
            return said("Program not found: {program}", program=program)
        return said("Program not found: {program} (looked in PATH)", program=program)
    return {
        errno.EACCES: said("Not executable: {program}", program=program),
        errno.ENOEXEC: said(
            "Not a program: {program} (a script needs a first line such as #!/bin/sh)", program=program
        ),
        errno.E2BIG: said("The command line and its environment are too long."),
    }.get(code, said("Cannot run {program}: {reason}", program=program, reason=text))


# Output


class Output:
    """Moves bytes from the pipe into ``output.log`` and notes in ``output.idx`` when they came."""

    def __init__(self, channel: Channel) -> None:
        self.source = os.open("output.fifo", os.O_RDONLY | os.O_NONBLOCK)
        self.terminal = channel.terminal
        self._pipe = channel.pipe
        self._log = os.open("output.log", os.O_WRONLY | os.O_CREAT, 0o600)
        self._index = Records("output.idx", INDEX_RECORD)
        self.size = os.lseek(self._log, 0, os.SEEK_END)
        last = self._index.last()
        self.last_sign_us = last[2] if last else 0
        self._noted = last[0] if last else 0
        self._can_splice = self._can_feed = hasattr(os, "splice")
        self._pending = b""
        self._capacity = SMALL_PIPE_BYTES
        self.rest_until_us = 0
        self.dry = False
        """The last move found nothing."""
        self.blocked = False
        """The log could not take what the last move had for it."""
        self.closed = False
        """No writer is left."""

    @property
    def sources(self) -> tuple[int, ...]:
        return (self.source,) if self.terminal is None else (self.source, self.terminal)

    def waiting(self) -> int:
        """Bytes that stand in the pipe."""
        answer = fcntl.ioctl(self.source, termios.FIONREAD, struct.pack("i", 0))
        return len(self._pending) + int(struct.unpack("i", answer)[0])

    def move(self, limit: int = LARGE_PIPE_BYTES) -> None:
        """One move. Afterwards ``rest_until_us`` says until when the pipe is better left alone."""
        self.dry = self.blocked = False
        fed = 0
        while (portion := self._feed_from_terminal()) and fed < LARGE_PIPE_BYTES:
            fed += portion
        try:
            moved = self._shift(limit)
        except BlockingIOError:
            self.dry = not fed
            self.rest(NAP_S)
            return
        except OSError:
            # A full disk, mostly. The bytes stay where they are and the command waits; nothing is lost.
            self.blocked = True
            self.rest(FULL_DISK_RETRY_S)
            return
        self.closed = moved == 0
        if moved:
            self.size += moved
            self.note()
            self._pace(moved, fed)

    def rest(self, duration_s: float) -> None:
        """Leave the pipe alone for so long; a command that fills it up waits meanwhile."""
        self.rest_until_us = boot_us() + int(duration_s * 1e6)

    def move_all(self) -> None:
        """Until nothing is left, or the log cannot take it."""
        while not (self.dry or self.closed or self.blocked):
            self.move()

    def note(self) -> None:
        """Note the time of the bytes that have none yet."""
        if self._noted < self.size:
            now_us = boot_us()
            if self._index.append(self.size, wall_us(), now_us):
                self._noted = self.size

    def _pace(self, moved: int, fed: int) -> None:
        """Come back at once to a pipe or a terminal that fills up, later to one that only trickles.

        The pipe grows only when a command needs it: all pipes of a user share 64 MiB, and whoever opens one when
        those are used up gets a tiny one.
        """
        if moved >= self._capacity // 2 and self._capacity < LARGE_PIPE_BYTES and F_SETPIPE_SZ is not None:
            with contextlib.suppress(OSError):
                fcntl.fcntl(self._pipe, F_SETPIPE_SZ, LARGE_PIPE_BYTES)
            self._capacity = LARGE_PIPE_BYTES
        filling = moved >= self._capacity // 2 or fed >= TERMINAL_BYTES
        self.rest(0 if filling else NAP_S)

    def _feed_from_terminal(self) -> int:
        """What a terminal has to say goes through the same pipe, which outlives us."""
        if self.terminal is None or not self._can_feed:
            return 0
        try:
            return os.splice(self.terminal, self._pipe, LARGE_PIPE_BYTES, flags=SPLICE_FLAGS)
        except BlockingIOError:
            return 0
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOSYS):
                self._can_feed = False
            return 0  # EIO: its last user has gone

    def _shift(self, limit: int) -> int:
        """Raises BlockingIOError when there is nothing, OSError when the log cannot take it. 0 means the end."""
        if self._can_splice:
            try:
                return os.splice(self.source, self._log, limit, flags=SPLICE_FLAGS)
            except OSError as error:
                if error.errno not in (errno.EINVAL, errno.ENOSYS):
                    raise
                self._can_splice = False
        if not self._pending:
            self._pending = self._read(limit)
        written = os.write(self._log, self._pending)
        self._pending = self._pending[written:]
        return written

    def _read(self, limit: int) -> bytes:
        if self.terminal is not None and not self._can_feed:
            try:
                return os.read(self.terminal, limit)
            except BlockingIOError:
                raise
            except OSError:
                return b""  # EIO: its last user has gone
        return os.read(self.source, limit)


# The end


class Stop:
    """Somebody's order to end the run: TERM, a time of grace, KILL, until nobody is left."""

    def __init__(self, reason: str, message: str | None, kill_at_us: int, *, late: bool) -> None:
        self.reason = reason
        self.message = message
        self.kill_at_us = kill_at_us
        self.late = late
        """The command had ended by itself before; the order is for what it left behind."""
        self.warned = False
        self.over = False


class Crew:
    """The command and everything that it started."""

    def __init__(self, execution_id: str) -> None:
        self._execution_id = execution_id
        self._spared = frozenset((os.getpid(), os.getppid()))
        self._strays: dict[int, Process] = {}
        self.main: Process | None = None
        self.adopted = False

    def members(self) -> dict[int, Process]:
        """Those below us (orphans come to us), below an adopted command, and known strays."""
        roots = [os.getpid()]
        for root in (self.main, *self._strays.values()):
            now = look_at(root.pid) if root else None
            if root and now and now.start_time == root.start_time:
                roots.append(root.pid)
        return descendants(roots, self._spared)

    def search(self) -> dict[int, Process]:
        """All of them, also those that left for good; a look at every process of this computer."""
        self._strays.update(carriers(self._execution_id, self._spared))
        return self.members()

    def signal(self, members: Mapping[int, Process], number: int) -> None:
        """The group first and in one go, so that nobody slips through by forking, then whoever left it."""
        group = self.main.pid if self.main else 0
        # While one of ours is in the group, its number cannot belong to anybody else.
        if group and any(process.group == group for process in members.values()):
            with contextlib.suppress(OSError):
                os.killpg(group, number)
        for process in members.values():
            if process.group != group or number == signal.SIGKILL:
                send(process, number)


class Ending(NamedTuple):
    """How the command ended, as far as that is known."""

    code: int | None
    rusage: Json | None
    wall_us: int
    boot_us: int


class Worker:
    """Starts or adopts the command of the current folder and stays until its output has ended."""

    def __init__(self, spec: Spec, channel: Channel, tell: Callable[[str], None], known_code: int | None = None):
        self._spec = spec
        self._channel = channel
        self._tell = tell
        self._known_code = known_code
        self._output = Output(channel)
        self._usage = Records("usage.idx", USAGE_RECORD)
        self._crew = Crew(spec.id)
        self._child: Json = {}
        self._ours = False
        self._ending: Ending | None = None
        self._log_size: int | None = None
        self._stop: Stop | None = None
        self._limit = spec.log_limit
        self._beyond_limit = False
        self._abandoned = False
        self._seen: dict[str, tuple[int, int]] = {}
        self._deadline_us: int | None = None
        self._report: int | None = None
        self._start_problem: str | None = None
        self._main_handle: int | None = None
        self._crew_changed = True
        self._tick_us = self._stop_us = 0
        self._usage_us = boot_us() + int(TICK_S * 1e6)  # most runs are shorter than a sample is worth
        self._listen()

    def _listen(self) -> None:
        self._alarm, alarm = os.pipe()
        for end in (self._alarm, alarm):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(alarm, warn_on_full_buffer=False)
        try:
            os.mkfifo("control.fifo", 0o600)
        except FileExistsError:
            pass
        self._control = os.open("control.fifo", os.O_RDWR | os.O_NONBLOCK)
        self._poll_at_rest = select.poll()
        for file in (self._alarm, self._control):
            self._poll_at_rest.register(file, select.POLLIN)
        self._poll = select.poll()
        for file in (self._alarm, self._control, *self._output.sources):
            self._poll.register(file, select.POLLIN)

    def live(self) -> None:
        """From whatever is found to ``exit.json`` and the end of the output."""
        if os.path.exists("exit.json"):
            self._crew.adopted = True
        else:
            self._begin()
            self._watch(self._has_ended)
            self._conclude()
        self._tell("done")
        self._trail()
        remove_pipes()

    # Beginning

    def _begin(self) -> None:
        self._output.note()  # bytes of a worker that died before it could
        child = read_json("child.json")
        if child is None:
            self._look_for_cancel()
            if self._stop:
                self._stop.over = True
                self._ending = Ending(None, None, wall_us(), boot_us())
            else:
                self._start()
        else:
            self._adopt(child)
        self._look_for_limit()
        if self._ending is None:
            self._mind_limit()  # the worker that stopped it may have died over that
        if self._spec.timeout_s is not None and self._child:
            self._deadline_us = self._child["started_boot_us"] + int(self._spec.timeout_s * 1e6)

    def _start(self) -> None:
        """Fork the command, write down who it is, and only then let it go."""
        go, let_go = os.pipe()
        self._report, report = os.pipe()
        try:
            pid = os.fork()
            if pid == 0:
                os.close(let_go)
                become_command(self._spec, self._channel, go, report)
            self._write_down(pid)
            os.write(let_go, b"g")
        except OSError as error:
            # Whoever waits for the word hears the end of the pipe instead, and never becomes the command.
            self._start_problem = said("The command could not be started: {reason}", reason=error.strerror)
            self._ending = Ending(None, None, wall_us(), boot_us())
        finally:
            for end in (go, let_go, report):
                os.close(end)

    def _write_down(self, pid: int) -> None:
        process = look_at(pid)
        assert process is not None  # a child that has not been waited for
        self._child = {
            "pid": pid,
            "start_time": process.start_time,
            "boot_id": boot_id(),
            "started_at_us": wall_us(),
            "started_boot_us": boot_us(),
        }
        write_json("child.json", self._child, sync_folder=True)
        self._crew.main = process
        self._ours = True

    def _adopt(self, child: Json) -> None:
        """Take over a command that somebody else started."""
        self._child = child
        self._crew.adopted = True
        process = look_at(child["pid"]) if child["boot_id"] == boot_id() else None
        ours = process is not None and process.parent == os.getpid()
        # Somebody else's zombie tells us nothing; our own still has its exit code.
        if process is None or process.start_time != child["start_time"] or not (process.alive or ours):
            self._ending = self._past_ending(self._known_code)
            return
        self._crew.main, self._ours = process, ours
        if self._ours or not hasattr(os, "pidfd_open"):
            return
        with contextlib.suppress(OSError):  # gone meanwhile: the next look tells
            self._main_handle = os.pidfd_open(process.pid)
            for poll in (self._poll, self._poll_at_rest):
                poll.register(self._main_handle, select.POLLIN)

    def _past_ending(self, code: int | None) -> Ending:
        """The end of a command that nobody saw: when it was last known to be alive."""
        usage = self._usage.last()
        started_us = self._child["started_boot_us"]
        last_us = max(started_us, self._output.last_sign_us, usage[0] if usage else 0)
        if code is not None:  # it ended a moment ago, under the hands of the worker that died
            last_us = boot_us()
        return Ending(code, None, self._child["started_at_us"] + last_us - started_us, last_us)

    # Watching

    def _watch(self, over: Callable[[], bool]) -> None:
        self._reap()  # who ended before we listened
        while True:
            now_us = boot_us()
            self._attend(now_us)
            if over():
                return
            at_rest = now_us < self._output.rest_until_us
            due_us = [self._tick_us]
            if at_rest:
                due_us.append(self._output.rest_until_us)
            if self._stop and not self._stop.over:
                due_us.append(self._stop_us)
            if self._deadline_us is not None and not self._stop:
                due_us.append(self._deadline_us)
            pause_ms = max(0, math.ceil((min(due_us) - boot_us()) / 1000))
            for file, _ in (self._poll_at_rest if at_rest else self._poll).poll(pause_ms):
                self._hear(file)

    def _hear(self, file: int) -> None:
        if file in self._output.sources:
            self._move()
        elif file == self._main_handle:
            self._look_after_main()
        elif file == self._control:
            os.read(file, 4096)
            self._look_for_limit()
            self._look_for_cancel()
        elif file == self._alarm:
            os.read(file, 4096)
            self._reap()

    def _move(self) -> None:
        """Up to the end of what is waited for, and to the very byte with which the log grows too large."""
        output, limit = self._output, self._limit.size
        room = self._log_size - output.size if self._log_size is not None else LARGE_PIPE_BYTES
        if limit:
            room = min(room, limit + 1 - output.size if output.size <= limit else FLOOD_BYTES)
        if room <= 0:
            return
        output.move(room)
        if limit and output.size > limit:
            output.rest(FLOOD_REST_S)
            self._mind_limit()

    def _mind_limit(self) -> None:
        if self._limit.size and self._output.size > self._limit.size and not self._beyond_limit:
            self._beyond_limit = True
            self._order("log_limit", self._limit.message, force=False)

    def _attend(self, now_us: int) -> None:
        """What is due by the clock."""
        if now_us >= self._tick_us:
            self._tick_us = now_us + int(TICK_S * 1e6)
            self._crew_changed = True
            self._look_for_limit()
            self._look_for_cancel()
            self._look_for_folder()
            self._look_after_main()
            if self._ending is None and now_us >= self._usage_us:
                self._sample_usage(now_us)
        timed_out = self._deadline_us is not None and now_us >= self._deadline_us
        if timed_out and not self._stop and self._ending is None:
            self._order("timeout", self._time_limit_message(), force=False)
        if self._stop and not self._stop.over and now_us >= self._stop_us:
            self._press(self._stop, now_us)

    def _reap(self) -> None:
        """Take leave of every child that has ended: the command, and orphans that came to us."""
        while True:
            try:
                if hasattr(os, "waitid"):
                    # The keeper hears the code before the only other witness, the zombie, is gone.
                    peek = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
                    if peek is None:
                        return
                    if self._is_main(peek.si_pid):
                        self._tell(f"ended {peek.si_status if peek.si_code == os.CLD_EXITED else -peek.si_status}")
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self._crew_changed = True
            if self._is_main(pid):
                self._ending = Ending(os.waitstatus_to_exitcode(status), _rusage(usage), wall_us(), boot_us())

    def _is_main(self, pid: int) -> bool:
        return self._ours and self._ending is None and self._crew.main is not None and pid == self._crew.main.pid

    def _look_after_main(self) -> None:
        """Of a command that is not our child one only sees that it has gone."""
        main = self._crew.main
        if self._ours or self._ending is not None or main is None:
            return
        now = look_at(main.pid)
        if now is None or now.start_time != main.start_time or not now.alive:
            self._ending = Ending(None, None, wall_us(), boot_us())
            if self._main_handle is not None:
                for poll in (self._poll, self._poll_at_rest):
                    poll.unregister(self._main_handle)
                os.close(self._main_handle)
                self._main_handle = None

    def _sample_usage(self, now_us: int) -> None:
        members = self._crew.members().values()
        past = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu_us = sum(process.cpu_us for process in members) + int((past.ru_utime + past.ru_stime) * 1e6)
        self._usage.append(now_us, cpu_us, sum(process.rss_bytes for process in members), len(members))
        # Thousands of processes are looked at less often: never more than a hundredth of a core.
        self._usage_us = now_us + max(int(USAGE_INTERVAL_S * 1e6) - 1000, 100 * (boot_us() - now_us))

    # Stopping

    def _look_for_cancel(self) -> None:
        told = self._news_of("cancel.json")
        if told is not None:
            self._order(str(told.get("reason", "cancelled")), told.get("message"), force=bool(told.get("force")))

    def _look_for_limit(self) -> None:
        told = self._news_of("limit.json")
        if told is not None:
            self._limit = LogLimit.of(told)
            self._mind_limit()

    def _look_for_folder(self) -> None:
        """A command whose folder somebody has removed would go on where nobody sees it."""
        if not self._abandoned and folder_is_gone():
            self._abandoned = True
            gone = said("The files of this execution were removed while it ran, so it was stopped.")
            self._order("lost", gone, force=False)

    def _news_of(self, name: str) -> Json | None:
        """What stands there now, unless it was read before."""
        try:
            stat = os.stat(name)
        except OSError:
            return None
        sign = (stat.st_ino, stat.st_mtime_ns)
        if self._seen.get(name) == sign:
            return None
        self._seen[name] = sign
        return read_json(name) or {}

    def _order(self, reason: str, message: str | None, *, force: bool) -> None:
        """The first order counts; a later one can only hurry it, or say that the run is to be deleted."""
        kill_at_us = boot_us() + (0 if force else int(self._spec.grace_s * 1e6))
        late = self._ending is not None and not self._crew.adopted
        if self._stop is None:
            self._stop = Stop(reason, message, kill_at_us, late=late)
        self._stop.kill_at_us = min(self._stop.kill_at_us, kill_at_us)
        self._stop.over = False
        if reason == "deleted":
            self._stop.reason, self._stop.message, self._stop.late = reason, message, False
        self._stop_us = 0

    def _time_limit_message(self) -> str:
        return said("Stopped after its time limit of {seconds:g} s.", seconds=self._spec.timeout_s)

    def _press(self, stop: Stop, now_us: int) -> None:
        """The next step towards nobody being left."""
        self._reap()
        # The clock anew: an order to kill at once may be younger than the look that found it.
        killing = boot_us() >= stop.kill_at_us
        # The tree is cheap to look at; the search of the whole computer is for the two signals and the last word.
        members = self._crew.members()
        if killing or not stop.warned or not members:
            members = self._crew.search()
        if not members or now_us >= stop.kill_at_us + int(KILL_PATIENCE_S * 1e6):
            stop.over = True
        elif killing:
            self._crew.signal(members, signal.SIGKILL)
        elif not stop.warned:
            self._crew.signal(members, signal.SIGTERM)
            self._crew.signal(members, signal.SIGCONT)  # one that is stopped cannot take its leave
            stop.warned = True
        pause_us = int((KILL_POLL_S if killing else STOP_POLL_S) * 1e6)
        self._stop_us = now_us + pause_us if killing else min(now_us + pause_us, stop.kill_at_us)
        self._crew_changed = True

    # Ending

    def _has_ended(self) -> bool:
        """The command has ended, all that it left in the pipe is in the log, and nobody is being stopped."""
        if self._ending is None or (self._stop and not self._stop.over):
            return False
        output = self._output
        if self._log_size is None:
            if output.terminal is not None:
                output.dry = output.blocked = False
                output.move_all()
                if output.blocked:
                    return self._may_lose_output()
            # What processes in the background write from now on is not waited for.
            self._log_size = output.size + output.waiting()
        while output.size < self._log_size:
            output.move(self._log_size - output.size)
            if output.blocked:
                return self._may_lose_output()
            if output.dry or output.closed:
                break  # the command, or one of its children, read from its own output
        return True

    def _may_lose_output(self) -> bool:
        """A run that is to be deleted, or was removed, does not wait for room on the disk."""
        return self._abandoned or (self._stop is not None and self._stop.reason == "deleted")

    def _conclude(self) -> None:
        """Write ``exit.json``, when there is room for it."""
        assert self._ending is not None
        self._output.note()
        end = self._ending
        reason, message = self._verdict(end)
        started_us = self._child.get("started_boot_us")
        value = {
            "code": None if reason == "start_failed" else end.code,
            "signal": -end.code if end.code is not None and end.code < 0 else None,
            "reason": reason,
            "message": message,
            "log_size": self._output.size,
            "ended_at_us": end.wall_us,
            "ended_boot_us": end.boot_us,
            "duration_s": None if started_us is None else max(0, end.boot_us - started_us) / 1e6,
            "rusage": end.rusage,
            "adopted": self._crew.adopted,
        }
        while not record_exit(value):
            self._look_for_cancel()
            self._look_for_folder()
            if self._may_lose_output():
                return
            time.sleep(FULL_DISK_RETRY_S)

    def _verdict(self, end: Ending) -> tuple[str, str | None]:
        report = b""
        if self._report is not None:
            os.set_blocking(self._report, False)
            with contextlib.suppress(BlockingIOError):
                report = os.read(self._report, 4096)
        if report:
            self._start_problem = start_problem(self._spec, report.decode(errors="replace"))
        if self._start_problem is not None:
            return "start_failed", self._start_problem
        if self._stop and not self._stop.late:
            return self._stop.reason, self._stop.message
        if self._child["boot_id"] != boot_id():
            return "restart", said("Interrupted by a restart of the computer, output kept.")
        if self._crew.adopted and self._deadline_us is not None and end.boot_us >= self._deadline_us:
            return "timeout", self._time_limit_message()
        if end.code is not None:
            return "exited", None
        if self._crew.main is not None:
            return "lost", said("Exit code unknown, output complete.")
        return "lost", said("Ended unexpectedly.")

    def _trail(self) -> None:
        """Processes in the background may go on writing: their output belongs into the log until they are done."""
        self._log_size = None
        self._channel_released()
        self._crew_changed = True
        self._watch(self._nobody_writes)

    def _channel_released(self) -> None:
        """Only the writers of the command's side are to keep the pipe open now."""
        for file in {self._channel.pipe, self._channel.held}:
            os.close(file)
        if self._output.terminal is not None:
            self._poll.unregister(self._output.terminal)
            os.close(self._output.terminal)
            self._output.terminal = None

    def _nobody_writes(self) -> bool:
        if self._output.closed:
            return True
        if not self._crew_changed:
            return False
        self._crew_changed = False
        if self._crew.members() or (self._crew.adopted and self._crew.search()):
            return False
        self._output.dry = False
        self._output.move_all()
        return not self._output.blocked or self._may_lose_output()


def remove_pipes() -> None:
    """Nobody writes any more. Whoever copies or searches the folder later had better meet files only."""
    for name in ("output.fifo", "control.fifo"):
        with contextlib.suppress(OSError):
            os.unlink(name)


def _rusage(usage: Any) -> Json:
    unit = 1 if sys.platform == "darwin" else 1024
    return {"user_s": usage.ru_utime, "system_s": usage.ru_stime, "max_rss_bytes": usage.ru_maxrss * unit}


def record_exit(value: Mapping[str, Any]) -> bool:
    """Whether ``exit.json`` is written, or there is no folder any more to write it to."""
    try:
        write_json("exit.json", value)
    except OSError:
        return folder_is_gone()
    return True


def folder_is_gone() -> bool:
    """Whether somebody has removed the run folder, or all that is in it; a disk in trouble is another matter."""
    try:
        os.stat("spec.json")
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def record_failed_start(message: str) -> None:
    """The end of a run of which nothing could be begun."""
    log_size = os.path.getsize("output.log") if os.path.exists("output.log") else 0
    record_exit(
        {
            "code": None,
            "signal": None,
            "reason": "start_failed",
            "message": message,
            "log_size": log_size,
            "ended_at_us": wall_us(),
            "ended_boot_us": boot_us(),
            "duration_s": None,
            "rusage": None,
            "adopted": False,
        }
    )


# The processes


def supervise(run_dir: str) -> int:
    """Do what the folder needs; returns when its command has ended, or at once when somebody else looks after it."""
    try:
        os.chdir(run_dir)
        _detach()
        lock = take_lock()
        if lock is None:
            return 0
    except OSError:
        return 1
    try:
        return _look_after(lock)
    except Exception:  # noqa: BLE001 - nobody else is there to hear of it
        _note_crash()
        return 1


def _detach() -> None:
    """From the session, the terminal and the files of whoever started us."""
    try:
        os.setsid()
    except PermissionError:
        pass  # we lead one already
    os.umask(0o077)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        if null != standard:
            os.dup2(null, standard)
    if null > 2:
        os.close(null)


def take_lock() -> int | None:
    """The descriptor that holds ``lock`` until the last process that shares it has gone, or None if taken."""
    lock = os.open("lock", os.O_RDWR | os.O_CREAT, 0o600)
    give_up_us = boot_us() + int(LOCK_PATIENCE_S * 1e6)
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:  # perhaps only somebody who tries whether it is free
            if boot_us() > give_up_us:
                os.close(lock)
                return None
            time.sleep(0.01)
    return lock


def _sign_lock(lock: int, keeper: int) -> None:
    """Say who holds it, for people who look."""
    process = look_at(keeper)
    with contextlib.suppress(OSError):
        os.ftruncate(lock, 0)
        os.pwrite(lock, json.dumps({"pid": keeper, "start_time": process and process.start_time}).encode(), 0)


def _look_after(lock: int) -> int:
    over = os.path.exists("exit.json")
    if over and not _pipe_in_use():
        return 0
    try:
        spec = Spec.read()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        if not over:
            record_failed_start(said("The description of this execution cannot be read: {error!r}", error=error))
        return 1
    try:
        channel = Channel.open(with_terminal=spec.terminal and read_json("child.json") is None)
        become_subreaper()
        if over:
            Worker(spec, channel, _tell_nobody).live()
        else:
            _keep(spec, channel, lock)
    except OSError as error:
        if not os.path.exists("child.json") and not os.path.exists("exit.json"):
            record_failed_start(said("The folder of this execution cannot be used: {reason}", reason=error.strerror))
        raise
    return 0


def _pipe_in_use() -> bool:
    """Whether anybody has it open: a command's end is a reading one, too."""
    try:
        os.close(os.open("output.fifo", os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def _keep(spec: Spec, channel: Channel, lock: int) -> None:
    """Be the keeper: wait until the worker has written the end down, or take its place when it dies."""
    hear, voice = os.pipe()
    worker = os.fork()
    if worker == 0:
        code = 1
        try:
            os.close(hear)
            _sign_lock(lock, os.getppid())
            become_subreaper()
            Worker(spec, channel, lambda word: _say(voice, word)).live()
            code = 0
        except BaseException:  # noqa: BLE001 - the keeper goes on with it
            _note_crash()
        finally:
            os._exit(code)
    os.close(voice)
    heard = b""
    # The end of this pipe also means that no half-started command is left: it shares the other end until it runs.
    while chunk := os.read(hear, 4096):
        heard += chunk
        if b"done\n" in heard:
            return
    os.close(hear)
    os.waitpid(worker, 0)
    if folder_is_gone():
        _end_everybody(spec)
        return
    codes = [int(line.split()[1]) for line in heard.splitlines() if line.startswith(b"ended ")]
    Worker(spec, channel, _tell_nobody, known_code=codes[-1] if codes else None).live()


def _end_everybody(spec: Spec) -> None:
    """Nothing can be written down any more, so nothing is to go on."""
    crew = Crew(spec.id)
    kill_at_us = boot_us() + int(spec.grace_s * 1e6)
    asked = False
    while members := crew.search():
        now_us = boot_us()
        if now_us >= kill_at_us + int(KILL_PATIENCE_S * 1e6):
            return
        if now_us >= kill_at_us:
            crew.signal(members, signal.SIGKILL)
        elif not asked:
            crew.signal(members, signal.SIGTERM)
            crew.signal(members, signal.SIGCONT)
            asked = True
        time.sleep(STOP_POLL_S)


def _say(voice: int, word: str) -> None:
    with contextlib.suppress(BrokenPipeError):
        os.write(voice, word.encode() + b"\n")


def _tell_nobody(_word: str) -> None:
    """There is no keeper."""


def _note_crash() -> None:
    with contextlib.suppress(OSError):
        log = os.open("supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(log, "w") as sys.stderr:
            sys.excepthook(*sys.exc_info())


def zygote() -> int:
    """Fork a detached supervisor for every folder named on standard input, a NUL after each, until its end."""
    gc.collect()
    gc.freeze()  # so that the collector does not copy the pages that all supervisors share
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for a supervisor
    rest = b""
    while chunk := os.read(0, 65536):
        *folders, rest = (rest + chunk).split(b"\0")  # the one character that no name can hold
        for folder in folders:
            if folder:
                _fork_detached(os.fsdecode(folder))
    return 0


def _fork_detached(run_dir: str) -> None:
    """It leads a session of its own, and belongs to nobody once the zygote has ended."""
    for _ in range(FORK_ATTEMPTS):
        try:
            supervisor = os.fork()
        except OSError:  # too many processes at this moment
            time.sleep(FORK_RETRY_S)
            continue
        if supervisor == 0:
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                supervise(run_dir)
            finally:
                os._exit(0)
        return


def main(argv: Sequence[str]) -> int:
    """``supervise RUN_DIR`` or ``zygote``; returns the exit status."""
    if sys.platform == "win32":
        sys.stderr.write("StepFlow's supervisor needs Linux or macOS; it does not run on Windows.\n")
        return 2
    # A logout, a Ctrl+C, or the end of the program's terminal is not meant for us.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    match list(argv):
        case ["supervise", run_dir]:
            return supervise(run_dir)
        case ["zygote"]:
            return zygote()
    sys.stderr.write("usage: supervisor supervise RUN_DIR | zygote\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
