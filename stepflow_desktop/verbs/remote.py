"""``stepflow list``, ``show``, ``logs`` and ``cancel``: ask whoever knows the executions, and print the answer."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import Any

from stepflow_desktop.core import wording
from stepflow_desktop.core.storage import Storage
from stepflow_desktop.settings import Settings
from stepflow_desktop.verbs.printing import compact, print_json
from stepflow_desktop.verbs.sources import full_id, source_of

FOLLOW_S = 0.3


def listing(settings: Settings, *, limit: int, status: str | None, json: bool) -> int:
    answer = _listed(settings, limit, status)
    if json:
        return print_json(answer)
    now = datetime.now(UTC)
    for item in answer["executions"]:
        seconds = item["duration_seconds"]
        taken = wording.duration(seconds) if seconds is not None else ""
        created = wording.clock(datetime.fromisoformat(item["created_at"]), now)
        print(f"{item['id'][:8]}  {item['status']:<9}  {created:>9}  {taken:>8}  {item['name']}")
    return 0


def _listed(settings: Settings, limit: int, status: str | None) -> dict[str, Any]:
    """Where nothing ran yet there is nothing to list, which is no mistake."""
    if Storage(settings.storage_path).database.exists():
        return source_of(settings).listing(limit, status)
    print(f"There are no executions in {settings.storage_path} yet.", file=sys.stderr)
    return {"executions": [], "total_count": 0, "has_more": False}


def show(settings: Settings, *, id: str, json: bool) -> int:
    source = source_of(settings)
    answer = source.show(full_id(source, id))
    if json:
        return print_json(answer)
    item = answer["execution"]
    print(f"{item['name']}\n  {item['status']}, exit code {item['exit_code']}, {item['progress_percentage']:.0f} %")
    print(f"  {item['command']}\n  in {item['working_directory']}\n  id {item['id']}")
    if item["error_message"]:
        print(f"  {item['error_message']}")
    for step in answer["steps"]:
        seconds = step["duration_seconds"]
        taken = wording.duration(seconds) if seconds is not None else ""
        print(f"  {step['index'] + 1:>3}  {step['status']:<9}  {taken:>8}  {step['name']}")
    for artifact in answer["artifacts"]:
        print(f"  {wording.size(artifact['file_size']):>8}  {artifact['name']}  {artifact['description']}".rstrip())
    return 0


def logs(settings: Settings, *, id: str, follow: bool, json: bool) -> int:
    """``json`` is an object on each line, so that a reader can take them as they come."""
    source = source_of(settings)
    execution_id = full_id(source, id)
    after = -1
    while True:
        running = source.show(execution_id)["execution"]["status"] in ("pending", "running")
        page = source.logs(execution_id, after)
        for entry in page["entries"]:
            print(compact(entry) if json else entry["content"])
        sys.stdout.flush()
        if not page["entries"]:
            if not (follow and running):
                return 0
            if not source.live:
                print("stepflow: no StepFlow runs, so nothing reads this log on.", file=sys.stderr)
                return 0
            time.sleep(FOLLOW_S)
        after = page["next_offset"]


def cancel(settings: Settings, *, id: str, force: bool) -> int:
    source = source_of(settings)
    execution_id = full_id(source, id)
    source.cancel(execution_id, force=force)
    print(f"{execution_id} is being stopped.")
    return 0
