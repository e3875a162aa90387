"""Writes what Windows shows as the details of an executable, in the form that PyInstaller reads.

``python packaging/windows/version_info.py FILE`` is run by stepflow.spec on Windows. Not run there yet.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TEMPLATE = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1,
                    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable("080904B0", [
      StringStruct("CompanyName", "The StepFlow Desktop maintainers"),
      StringStruct("FileDescription", "StepFlow"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "stepflow"),
      StringStruct("LegalCopyright", "MIT licence"),
      StringStruct("OriginalFilename", "stepflow-desktop.exe"),
      StringStruct("ProductName", "StepFlow"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0809, 0x04B0])]),
  ],
)
"""


def text(version: str) -> str:
    """``version`` such as 1.2.3; Windows wants four numbers."""
    numbers = [int(number) for number in re.findall(r"\d+", version)[:4]]
    return TEMPLATE.format(version=version, numbers=tuple(numbers + [0] * (4 - len(numbers))))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "packaging"))
    import bundle_contents

    Path(sys.argv[1]).write_text(text(bundle_contents.version(ROOT)), "utf-8")
