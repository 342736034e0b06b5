"""What is missing on a machine is said before anything is installed."""

import importlib.util
import socket
import sys
import sysconfig

import pytest

from workflow_engine.base import preflight


@pytest.fixture
def busy_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_machine_that_runs_the_tests_lacks_nothing():
    assert preflight.missing() == []


def test_a_port_that_another_program_has_is_named_with_a_way_out(busy_port, capsys):
    code = preflight.main([str(busy_port)])

    assert code == 1
    said = capsys.readouterr().err
    assert f"Port {busy_port} is in use" in said
    assert f"make run PORT={busy_port % 65535 + 1}" in said


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1"])
def test_what_is_no_port_is_refused(port, capsys):
    code = preflight.main([port])

    assert code == 1
    assert "is not a port" in capsys.readouterr().err


def test_an_old_python_is_refused_by_its_number(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "version", "3.9.2 (main)")

    [sentence] = [said for said in preflight.missing() if "3.11, 3.12 or 3.13" in said]

    assert "this is 3.9.2" in sentence


def test_missing_venv_headers_and_compiler_are_each_named_by_their_package(monkeypatch, tmp_path):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(sysconfig, "get_path", lambda name: str(tmp_path))
    monkeypatch.setenv("CC", "no-such-compiler")
    monkeypatch.setenv("PATH", str(tmp_path))

    said = " ".join(preflight.missing())

    for package in ("-venv", "-dev", "gcc libc6-dev"):
        assert package in said
