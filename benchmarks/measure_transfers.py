"""A file of 100 MB up and down again: memory that the program takes for it, and time against a plain copy."""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, TypeVar

import psutil
import requests

from benchmarks.figures import Figure
from benchmarks.program import Program

MEGABYTES = 100
CHUNK = b"x" * (1 << 20)
T = TypeVar("T")


def measure() -> list[Figure]:
    with Program(window=True) as program, tempfile.TemporaryFile() as file:
        execution_id = program.create("true")
        _upload(program, execution_id, [CHUNK])
        for _ in range(MEGABYTES):
            file.write(CHUNK)
        plain = min(_plain_copy(file) for _ in range(3))
        up_growth, (up, url) = _watched(program, lambda: _upload(program, execution_id, [CHUNK] * MEGABYTES))
        down_growth, (down, size) = _watched(program, lambda: _download(program, url))
    if size != MEGABYTES * len(CHUNK):
        raise RuntimeError("the file came back with another size")
    return [
        Figure(name="100 MB upload, memory", value=up_growth, unit="MB", at_most=20, note="before it"),
        Figure(name="100 MB download, memory", value=down_growth, unit="MB", at_most=20, note="before it"),
        Figure(name="100 MB upload", value=up / plain, unit="×", note="copying and syncing the file"),
        Figure(name="100 MB download", value=down / plain, unit="×", note="copying and syncing the file"),
    ]


def _plain_copy(file: IO[bytes]) -> float:
    file.seek(0)
    start = time.perf_counter()
    with tempfile.TemporaryFile() as copy:
        while data := file.read(len(CHUNK)):
            copy.write(data)
        os.fsync(copy.fileno())
    return time.perf_counter() - start


def _upload(program: Program, execution_id: str, chunks: list[bytes]) -> tuple[float, str]:
    boundary = "boundary-of-the-benchmark"

    def body() -> Iterator[bytes]:
        for name, value in (("execution_id", execution_id), ("name", "Big")):
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            yield head.encode()
        yield f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="big"\r\n\r\n'.encode()
        yield from chunks
        yield f"\r\n--{boundary}--\r\n".encode()

    start = time.perf_counter()
    answer = requests.post(
        f"{program.address}/api/artifacts",
        data=body(),
        headers={"Content-Type": f"multipart/form-data; boundary={boundary}"},
        timeout=120,
    )
    answer.raise_for_status()
    return time.perf_counter() - start, str(answer.json()["data"]["artifact"]["download_url"])


def _download(program: Program, url: str) -> tuple[float, int]:
    start = time.perf_counter()
    with requests.get(f"{program.address}{url}", stream=True, timeout=120) as answer:
        answer.raise_for_status()
        size = sum(len(chunk) for chunk in answer.iter_content(len(CHUNK)))
    return time.perf_counter() - start, size


def _watched(program: Program, work: Callable[[], T]) -> tuple[float, T]:
    """Megabytes of memory that the program took at most beside what it had before, and what ``work`` gave."""
    process = psutil.Process(program.process.pid)
    before = process.memory_info().rss
    seen = [before]
    stop = threading.Event()

    def watch() -> None:
        while not stop.wait(0.005):
            seen.append(process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        result = work()
    finally:
        stop.set()
        watcher.join()
    return (max(seen) - before) / 1e6, result
