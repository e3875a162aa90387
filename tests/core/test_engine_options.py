"""Options come from settings by name, and a running engine takes other ones."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from stepflow_desktop.core.engine_options import EngineOptions, options_of
from stepflow_desktop.core.model import ExecutionStatus, NewExecution
from stepflow_desktop.errors import InvalidRequest
from stepflow_desktop.settings import Settings
from tests.core.test_engine import program  # noqa: F401
from tests.waiting import until


def test_every_option_but_the_umask_is_a_setting() -> None:
    settings = Settings(slots=3, grace_s=2.0, artifact_roots=("/x",), log_limit_action="stop")
    options = options_of(settings, umask=0o077)
    assert {f.name for f in fields(EngineOptions)} - {f.name for f in fields(Settings)} == {"umask"}
    assert (options.slots, options.grace_s, options.artifact_roots, options.umask) == (3, 2.0, ("/x",), 0o077)
    assert options.working_directory == Path()


async def test_more_slots_start_what_waits_at_once(program) -> None:  # noqa: F811
    engine = program.engine
    engine.take_options(replace(engine.options, slots=1))
    first = await engine.create(NewExecution(command="sleep 60"))
    second = await engine.create(NewExecution(command="true"))
    assert (engine.running_count, engine.queued_count) == (1, 1)
    engine.take_options(replace(engine.options, slots=2))
    await program.ended(second.id)
    await engine.cancel(first.id, force=True)
    await program.ended(first.id)


async def test_the_shell_runs_lines_and_nothing_else(program, tmp_path: Path) -> None:  # noqa: F811
    shell = tmp_path / "loud"
    shell.write_text('#!/bin/sh\necho "loud: $2"\n')
    shell.chmod(0o700)
    engine = program.engine
    engine.take_options(replace(engine.options, shell=str(shell)))
    line = await program.run("echo a | cat")
    assert engine.log_path(line.execution.id).read_text() == "loud: echo a | cat\n"
    plain = await program.run(("echo", "a"))
    assert engine.log_path(plain.execution.id).read_text() == "a\n"
    again = await engine.rerun(line.execution.id)
    await program.ended(again.id)
    assert engine.log_path(again.id).read_text() == "loud: echo a | cat\n"


async def test_a_shell_that_is_gone_is_told_before_anything_is_made(program, tmp_path: Path) -> None:  # noqa: F811
    engine = program.engine
    for shell in (tmp_path / "gone", tmp_path, tmp_path / ("a" * 300)):
        engine.take_options(replace(engine.options, shell=str(shell)))
        with pytest.raises(InvalidRequest, match="is not there or cannot be run") as refused:
            await engine.create(NewExecution(command="true"))
        assert refused.value.parameter == "command"
    assert (await engine.list()).total_count == 0
    await program.run(("true",))


async def test_a_smaller_limit_holds_for_the_next_artifact(program) -> None:  # noqa: F811
    engine = program.engine
    script = "echo 0123456789 > a.txt; echo ARTIFACT:a.txt"
    assert len((await program.run(script)).artifacts) == 1
    engine.take_options(replace(engine.options, artifact_limit_bytes=5))
    details = await program.run(script)
    assert details.artifacts == ()
    assert "limit" in details.annotations[0].message
    assert details.execution.status is ExecutionStatus.COMPLETED


async def test_fewer_artifacts_are_allowed_while_a_run_goes_on(program) -> None:  # noqa: F811
    engine = program.engine
    execution = await engine.create(
        NewExecution(
            command="while [ ! -e go ]; do sleep 0.02; done; for i in 1 2; do echo $i > $i; echo ARTIFACT:$i; done"
        )
    )
    await until(lambda: engine.conductor.running_count)
    engine.take_options(replace(engine.options, artifact_limit_count=1))
    (program.path / "go").touch()
    await program.ended(execution.id)
    assert len((await engine.get(execution.id)).artifacts) == 1


@pytest.mark.parametrize("grace_s", [0.25])
async def test_another_grace_holds_for_the_next_execution(program, grace_s: float) -> None:  # noqa: F811
    engine = program.engine
    engine.take_options(replace(engine.options, grace_s=grace_s))
    execution = await engine.create(NewExecution(command="trap '' TERM; echo ready; while :; do sleep 0.05; done"))
    await until(
        lambda: "ready" in engine.log_path(execution.id).read_text() if engine.log_path(execution.id).exists() else 0
    )
    await engine.cancel(execution.id)
    await program.ended(execution.id)
    assert (await engine.get(execution.id)).execution.status is ExecutionStatus.CANCELLED
