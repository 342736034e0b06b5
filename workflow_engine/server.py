"""How gunicorn serves the desk: `gunicorn -c python:workflow_engine.server`.

`HOST` and `PORT` say where, `WEB_CONCURRENCY` with how many processes. A worker of the clock runs
beside them; `CLOCK=off` leaves it to services of its own (`manage.py clock`).
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"
_manage = Path(__file__).resolve().parent.parent / "manage.py"

wsgi_app = "workflow_engine.wsgi:application"
bind = f"{_host}:{_port}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
timeout = 60
control_socket_disable = True  # it would write below the home folder
loglevel = os.environ.get("GUNICORN_LOG_LEVEL") or "warning"

_clock: list[subprocess.Popen[bytes]] = []


def when_ready(server: Any) -> None:
    """Say where the desk is, once it answers, and start the clock."""
    sys.stdout.write(f"\nChuẩn: http://{bind}/   (Ctrl+C: dừng / stop)\n")
    sys.stdout.flush()
    if os.environ.get("CLOCK") != "off":
        command = [sys.executable, str(_manage), "clock", "--name", "embedded", "--skip-checks"]
        # A session of its own: Ctrl+C reaches the server alone, which tells the clock to stop.
        process = subprocess.Popen(command, start_new_session=True)  # noqa: S603  our own command
        _clock.append(process)


def on_exit(server: Any) -> None:
    """Stop the clock with the server."""
    for process in _clock:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
