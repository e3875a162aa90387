"""Open a file only if it lies beneath a folder, whatever links are in the way.

On Linux the kernel decides (``openat2`` with RESOLVE_BENEATH), so nothing can be swapped in between. Elsewhere the
resolved path is checked, opened without following a last link, and compared with what was checked.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from pathlib import Path

_SYS_OPENAT2 = 437  # the same number on every architecture: https://man7.org/linux/man-pages/man2/openat2.2.html
_RESOLVE_NO_MAGICLINKS = 0x02
_RESOLVE_BENEATH = 0x08


class Outside(Exception):
    """The path leads out of the folder."""


class _OpenHow(ctypes.Structure):
    _fields_ = (("flags", ctypes.c_uint64), ("mode", ctypes.c_uint64), ("resolve", ctypes.c_uint64))


def open_beneath(root: Path, relative: str) -> int:
    """A read-only descriptor of ``relative`` beneath ``root``; the caller closes it. Folders can be opened too.

    Raises Outside when the path or a link in it leads out of ``root``, OSError as ``os.open`` does. Never blocks on a
    FIFO.
    """
    folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if sys.platform == "linux" and platform.machine() != "alpha":
            try:
                return _openat2(folder, relative)
            except OSError as error:
                if error.errno not in (errno.ENOSYS, errno.EPERM):
                    raise
        return _checked_open(root, relative)
    finally:
        os.close(folder)


def _openat2(folder: int, relative: str) -> int:
    how = _OpenHow(os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK, 0, _RESOLVE_BENEATH | _RESOLVE_NO_MAGICLINKS)
    library = ctypes.CDLL(None, use_errno=True)
    result: int = library.syscall(_SYS_OPENAT2, folder, os.fsencode(relative), ctypes.byref(how), ctypes.sizeof(how))
    if result >= 0:
        return result
    code = ctypes.get_errno()
    if code == errno.EXDEV:
        raise Outside(relative)
    raise OSError(code, os.strerror(code), relative)


def _checked_open(root: Path, relative: str) -> int:
    base = root.resolve()
    resolved = (base / relative).resolve()
    if not resolved.is_relative_to(base):
        raise Outside(relative)
    checked = resolved.stat()
    descriptor = os.open(resolved, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    opened = os.fstat(descriptor)
    if (opened.st_dev, opened.st_ino) != (checked.st_dev, checked.st_ino):
        os.close(descriptor)
        raise Outside(relative)
    return descriptor
