"""`make run` says plainly why it does not start, and who may log in when it does."""

import io
import json
import os
import socket

import pytest

from promo.run.greeting import accounts, greeting, table, width
from promo.run.lines import Lines
from promo.run.place import CannotStart, hold_folder, read_port, refuse_busy_port


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "80a", "８０００", "1e3"])
def test_a_port_that_is_none_is_refused(text):
    with pytest.raises(CannotStart, match="端口号"):
        read_port(text)


def test_a_port_is_read():
    assert [read_port("1"), read_port("8000"), read_port("65535")] == [1, 8000, 65535]


def test_a_busy_port_is_refused_with_advice():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CannotStart, match=f"端口 {port} 不能使用"):
            refuse_busy_port("127.0.0.1", port)
    refuse_busy_port("127.0.0.1", port)


def test_a_folder_in_use_is_refused_and_its_user_is_named(tmp_path):
    first = hold_folder(tmp_path / "var", "http://127.0.0.1:8000/")
    second = hold_folder(tmp_path / "var", "http://127.0.0.1:9000/")
    with first, pytest.raises(CannotStart, match="http://127.0.0.1:8000/"), second:
        pytest.fail("two held the folder")
    with hold_folder(tmp_path / "var", "http://127.0.0.1:7000/"):
        assert "7000" in (tmp_path / "var" / "run.lock").read_text()


def test_accounts_stand_in_straight_columns(tmp_path):
    path = tmp_path / "demo_accounts.json"
    rows = [
        {"role": "经济发展办公室主任", "username": "jf.director", "password": "demo-1"},
        {"role": "领导", "username": "leader", "password": "demo-22"},
    ]
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    lines = table(accounts(path))
    starts = {width(line[: line.index(row["username"])]) for line, row in zip(lines[1:], rows, strict=True)}
    assert len(starts) == 1
    assert "http://127.0.0.1:8000/" in "\n".join(greeting("http://127.0.0.1:8000/", rows))


@pytest.mark.parametrize("content", [None, "", "{", '{"role": 1'])
def test_without_a_demonstration_no_accounts_are_shown(tmp_path, content):
    path = tmp_path / "demo_accounts.json"
    if content is not None:
        path.write_text(content)
    assert accounts(path) == []
    assert "账号" not in "\n".join(greeting("http://127.0.0.1:8000/", []))


def test_lines_come_whole_and_under_the_name_of_their_process():
    out = io.StringIO()
    lines, (read_end, write_end) = Lines(out), os.pipe()
    os.set_blocking(read_end, False)
    with open(read_end, "rb", buffering=0) as pipe:  # noqa: PTH123 - a pipe has no path
        os.write(write_end, "一行\n半".encode()[:-1])
        assert lines.pump("web", pipe)
        assert out.getvalue() == "web       | 一行\n"
        os.write(write_end, "半".encode()[-1:])
        os.close(write_end)
        assert lines.pump("web", pipe)
        assert not lines.pump("web", pipe)
    assert out.getvalue() == "web       | 一行\nweb       | 半\n"
