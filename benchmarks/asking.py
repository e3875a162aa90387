"""Clients in a process of their own: ``python -m benchmarks.asking PORT THREADS SECONDS < PATHS``.

Each thread has a connection and asks for one path after the other; the requests are made beforehand and the answers
only measured, so that the clients cost as little as can be. Prints answers a second.
"""

from __future__ import annotations

import itertools
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

PROCESSES = 2


class Asker:
    """One keep-alive connection."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._port = port

    def request(self, path: str) -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\n\r\n".encode()

    def ask(self, request: bytes) -> int:
        """The size of the answer. Raises RuntimeError unless it is a 200."""
        self._socket.sendall(request)
        data = self._socket.recv(1 << 18)
        while b"\r\n\r\n" not in data:
            data += self._socket.recv(1 << 18)
        head, _, body = data.partition(b"\r\n\r\n")
        if b" 200 " not in head[:16]:
            raise RuntimeError(data[:300].decode())
        lower = head.lower()
        at = lower.index(b"content-length:") + 15
        size = int(lower[at : lower.find(b"\r\n", at) if b"\r\n" in lower[at:] else None])
        got = len(body)
        while got < size:
            got += len(self._socket.recv(1 << 18))
        return size

    def close(self) -> None:
        self._socket.close()


def latencies_ms(port: int, paths: Sequence[str], count: int) -> list[float]:
    """One client, one request after the other."""
    asker = Asker(port)
    requests = [asker.request(path) for path in paths]
    found = []
    for request in itertools.islice(itertools.cycle(requests), count):
        start = time.perf_counter()
        asker.ask(request)
        found.append(1000 * (time.perf_counter() - start))
    asker.close()
    return found


def answers_per_s(port: int, paths: Sequence[str], clients: int, seconds: float) -> float:
    """Many clients at once, in processes of their own."""
    command = [sys.executable, "-m", "benchmarks.asking", str(port), str(clients // PROCESSES), str(seconds)]
    asking = []
    for number in range(PROCESSES):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(json.dumps(list(paths[number::PROCESSES]) or list(paths)).encode())
        process.stdin.close()
        asking.append(process)
    total = 0.0
    for process in asking:
        assert process.stdout is not None
        total += float(process.stdout.read())
        if process.wait():
            raise RuntimeError("a client failed")
    return total


def main(arguments: list[str]) -> None:
    port, threads, seconds = int(arguments[0]), int(arguments[1]), float(arguments[2])
    paths = json.load(sys.stdin)
    answers = [0] * threads
    end = time.monotonic() + seconds

    def work(number: int) -> None:
        asker = Asker(port)
        requests = [asker.request(path) for path in paths[number::threads] or paths]
        for request in itertools.cycle(requests):
            asker.ask(request)
            answers[number] += 1
            if time.monotonic() > end:
                asker.close()
                return

    working = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    start = time.monotonic()
    for thread in working:
        thread.start()
    for thread in working:
        thread.join()
    print(sum(answers) / (time.monotonic() - start))


if __name__ == "__main__":
    main(sys.argv[1:])
