"""Every line to a hundred WebSocket clients, how late the window is meanwhile, and what stalled clients cost."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from benchmarks.figures import Figure, percentile
from benchmarks.program import Program, lines_command

CLIENTS = 100
LINES = 20_000
STALLED = 5
STALLED_LINES = 200_000


def measure() -> list[Figure]:
    with Program(window=True) as program:
        program.run(["true"])
        alone = program.run(lines_command(LINES, 1_000))
        begun = time.time()
        told, took = _listened(program, CLIENTS)
        ended = time.time()
    late = [late_ms for at, late_ms in program.probe["late_ms"] if begun <= at < ended]
    grown = _stalled()
    return [
        Figure(name="20,000 lines to 100 clients, the last has all", value=took, unit="s", at_most=3.0),
        Figure(name="20,000 lines to 100 clients", value=took / alone, unit="×", note="the run without clients"),
        Figure(name="lines that the least lucky client got", value=100 * told["least"] / LINES, unit="%", at_least=100),
        Figure(name="messages", value=CLIENTS * LINES / took, unit="/s"),
        Figure(name="16 ms timer, 100 clients, p99 late", value=percentile(late, 0.99), unit="ms", at_most=16),
        Figure(name="16 ms timer, 100 clients, latest", value=max(late), unit="ms"),
        Figure(name="memory for 5 stalled clients", value=grown, unit="MB", at_most=60, note="the same without them"),
    ]


def _listened(program: Program, clients: int) -> tuple[dict[str, Any], float]:
    """What the clients heard of one run, and the seconds from its POST until the last of them had heard its end."""
    listening = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.listening", _websocket(program), str(clients)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert listening.stdout is not None
    if listening.stdout.readline().strip() != "ready":
        raise RuntimeError("the clients could not connect")
    start = time.time()
    program.create(lines_command(LINES, 1_000))
    told: dict[str, Any] = json.loads(listening.stdout.readline())
    listening.wait()
    return told, told["ended_at"] - start


def _websocket(program: Program) -> str:
    """The port that the program's process listens on beside that of REST."""
    import psutil

    rest = urlsplit(program.address).port
    ports = {
        connection.laddr.port
        for connection in psutil.Process(program.process.pid).net_connections(kind="tcp")
        if connection.status == psutil.CONN_LISTEN
    }
    (port,) = ports - {rest}
    return f"ws://localhost:{port}"


def _stalled() -> float:
    """Megabytes that the program has more after the same runs with clients that take nothing."""
    grown = []
    for clients in (0, STALLED):
        with Program(window=True) as program:
            program.run(lines_command(1_000, 1_000))
            port = urlsplit(_websocket(program)).port or 0
            sockets = [_stand_still(port) for _ in range(clients)]
            for _ in range(2):
                program.run(lines_command(STALLED_LINES, 1_000))
            grown.append(program.rss_mb())
            for each in sockets:
                each.close()
    return grown[1] - grown[0]


def _stand_still(port: int) -> socket.socket:
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    opened.connect(("127.0.0.1", port))
    opened.sendall(
        f"GET / HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    if not opened.recv(64).startswith(b"HTTP/1.1 101"):
        raise RuntimeError("the client could not connect")
    return opened
