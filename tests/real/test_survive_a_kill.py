"""A worker killed in the middle of a job is restarted, and the job is done once: not lost, not twice."""

import os
import signal

import pytest

from tests.real.group import wait_for

pytestmark = pytest.mark.services
STEPS = 25


@pytest.fixture(scope="module")
def group(make_group):
    group = make_group().start()
    group.wait_until_alive()
    return group


def effects(group) -> list[tuple]:
    return group.rows("SELECT subject_id, verb FROM promo_event WHERE subject = 'probe' ORDER BY id")


def state(group, job: int) -> tuple:
    return group.rows(f"SELECT state, attempts FROM promo_job WHERE id = {job}")[0]


def test_a_killed_worker_comes_back_and_its_job_is_done_once(group):
    asked = group.run("-m", "tests.real.ask", str(STEPS))
    assert asked.returncode == 0, asked.stderr
    job = int(asked.stdout)
    wait_for(lambda: len(effects(group)) >= 3, words="the job is under way")

    worker = group.child("promo.run.worker:celery worker")
    os.killpg(worker, signal.SIGKILL)
    assert len(effects(group)) < STEPS, "killed too late to prove anything"

    wait_for(lambda: state(group, job)[0] == "done", words=f"job done; {group.said()[-2000:]}")
    assert effects(group) == [(number, "probed") for number in range(STEPS)] + [(STEPS, "finished")]
    assert state(group, job) == ("done", 2)
    assert group.child("promo.run.worker:celery worker") != worker
    assert "worker 进程退出（信号 9）" in group.said()


def test_a_killed_web_server_comes_back(group):
    os.kill(group.child("granian"), signal.SIGKILL)
    wait_for(lambda: "web 进程退出（信号 9）" in group.said(), words="the death was noticed")
    group.wait_until_alive()


def test_a_second_start_on_the_same_folder_is_refused_in_one_sentence(group):
    second = group.run("-m", "promo.run")
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1
    assert "系统已在运行" in second.stderr
    group.wait_until_alive()
