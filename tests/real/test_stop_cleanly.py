"""Ctrl-C ends everything that was started, and a killed supervisor leaves nothing behind either."""

import os
import signal
import socket

import pytest

from tests.real.group import Group, lives, wait_for

pytestmark = pytest.mark.services


def alive(group: Group) -> Group:
    group.start()
    group.wait_until_alive()
    return group


def test_ctrl_c_stops_every_process_and_the_exit_code_is_zero(make_group):
    """Of a group that found an empty database and made its tables by itself."""
    group = alive(make_group(empty=True))
    family = group.family()
    assert len(family) >= 8, "supervisor, web and its two, worker and its two, timetable"
    assert group.stop() == 0
    assert [pid for pid in family if lives(pid)] == []
    assert group.said().rstrip().endswith("已停止。")

    again = group.start()
    again.wait_until_alive()
    assert again.stop() == 0


def test_a_killed_supervisor_leaves_no_process(make_group):
    group = alive(make_group())
    family = group.family()
    os.kill(group.process.pid, signal.SIGKILL)
    group.process.wait(timeout=10)
    wait_for(lambda: not any(map(lives, family)), words=f"all of {family} gone")


def test_a_busy_port_is_named_and_nothing_is_started(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        group = Group(tmp_path / "var", port=taken.getsockname()[1])
        done = group.run("-m", "promo.run")
    assert done.returncode == 1
    assert f"端口 {group.port} 不能使用" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "var" / "promo.sqlite3").exists()
