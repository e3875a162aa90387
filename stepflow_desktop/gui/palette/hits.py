"""The lines that the palette offers, under headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from stepflow_desktop.core.artifact_search import FoundArtifact
from stepflow_desktop.core.filter_match import fold
from stepflow_desktop.core.model import Artifact, Execution, Stamp, Step
from stepflow_desktop.gui import wording
from stepflow_desktop.gui.models.execution_text import first_line, right_texts
from stepflow_desktop.gui.models.masking import masked_artifact
from stepflow_desktop.gui.palette.hit import Hit
from stepflow_desktop.gui.palette.log_search import LogLine
from stepflow_desktop.gui.widgets.menu import keys_text

MOST_ACTIONS = 8
MOST_OF_A_KIND = 6
Open = Callable[[str], None]


def matching_actions(actions: Iterable[QAction], text: str, most: int = MOST_ACTIONS) -> list[QAction]:
    """The actions whose words contain every word of ``text``, those that begin with it first."""
    words = text.lower().removeprefix(">").split()
    found = [
        action
        for action in actions
        if action.isEnabled() and action.isVisible() and all(word in action.text().lower() for word in words)
    ]
    return sorted(found, key=lambda action: not action.text().lower().startswith(" ".join(words)))[:most]


def action_hits(
    actions: Iterable[QAction], text: str, icon_of: Callable[[str], str], most: int = MOST_ACTIONS
) -> list[Hit]:
    group = QCoreApplication.translate("Palette", "Commands")
    return [
        Hit(
            action.text(),
            action.trigger,
            icon=icon_of(action.objectName()),
            detail=keys_text(action.shortcut()),
            group=group,
        )
        for action in matching_actions(actions, text, most)
    ]


def execution_hits(executions: Iterable[Execution], open_execution: Open, now: Stamp) -> list[Hit]:
    group = QCoreApplication.translate("Palette", "Executions")
    return [
        Hit(
            first_line(run.name) or run.command,
            lambda run=run: open_execution(run.id),  # type: ignore[misc]
            status=run.status.value,
            detail=right_texts(run, now)[0],
            group=group,
        )
        for run in executions
    ]


def artifact_hits(found: Iterable[FoundArtifact], open_artifact: Callable[[Artifact], None]) -> list[Hit]:
    """Files by their names, without what their execution masks."""
    group = QCoreApplication.translate("Palette", "Files")
    lines = []
    for each in found:
        item = masked_artifact(each.artifact, each.masks)
        lines.append(
            Hit(
                item.name or item.file_name,
                lambda item=item: open_artifact(item),  # type: ignore[misc]
                icon="package",
                detail=f"{first_line(each.execution_name)[:40]} · {wording.size(item.file_size)}",
                group=group,
            )
        )
    return lines[:MOST_OF_A_KIND]


def setting_hits(entries: Iterable[tuple[str, Callable[[], None]]], text: str) -> list[Hit]:
    group = QCoreApplication.translate("Palette", "Settings")
    words = text.lower().split()
    found = [(title, act) for title, act in entries if all(word in title.lower() for word in words)]
    return [Hit(title, act, icon="settings", group=group) for title, act in found[:MOST_OF_A_KIND]]


def tag_hits(tags: Mapping[str, int], text: str, show_filter: Open) -> list[Hit]:
    group = QCoreApplication.translate("Palette", "Tags")
    found = [(tag, n) for tag, n in tags.items() if isinstance(tag, str) and fold(text) in fold(tag)]
    found.sort(key=lambda item: (-item[1], item[0]))
    return [
        Hit(
            tag,
            lambda tag=tag: show_filter(tag),  # type: ignore[misc]
            icon="tag",
            detail=f"{n:,}",
            group=group,
        )
        for tag, n in found[: 2 * MOST_OF_A_KIND]
    ]


def step_hits(
    executions: Sequence[Execution],
    steps: Mapping[str, tuple[tuple[Step, ...], tuple[str, ...]]],
    text: str,
    open_step: Callable[[str, str], None],
    now: Stamp,
) -> list[Hit]:
    """The first step of each execution whose name holds ``text``."""
    group = QCoreApplication.translate("Palette", "Steps")
    found = []
    for run in executions:
        for step in steps.get(run.id, ((), ()))[0]:
            if fold(text) in fold(step.name):
                found.append(
                    Hit(
                        first_line(step.name),
                        lambda run=run, step=step: open_step(run.id, step.id),  # type: ignore[misc]
                        status=step.status.value,
                        detail=f"{first_line(run.name)[:40]} · {right_texts(run, now)[0]}",
                        group=group,
                    )
                )
                break
    return found


def line_hits(lines: Iterable[LogLine], names: Mapping[str, str], open_line: Callable[[str, int], None]) -> list[Hit]:
    group = QCoreApplication.translate("Palette", "Lines of recent logs")
    return [
        Hit(
            line.text,
            lambda line=line: open_line(line.execution_id, line.number),  # type: ignore[misc]
            icon="scroll-text",
            detail=f"{first_line(names.get(line.execution_id, ''))[:30]} : {line.number:,}",
            group=group,
        )
        for line in lines
    ]
