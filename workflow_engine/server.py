"""How gunicorn serves the desk: `gunicorn -c python:workflow_engine.server`.

`HOST` and `PORT` say where, `WEB_CONCURRENCY` with how many processes.
"""

import os
import sys
from typing import Any

_host = os.environ.get("HOST") or "127.0.0.1"
_port = os.environ.get("PORT") or "8000"

wsgi_app = "workflow_engine.wsgi:application"
bind = f"{_host}:{_port}"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
threads = 4
timeout = 60
control_socket_disable = True  # it would write below the home folder
loglevel = os.environ.get("GUNICORN_LOG_LEVEL") or "warning"


def when_ready(server: Any) -> None:
    """Say where the desk is, once it answers."""
    sys.stdout.write(f"\nChuẩn: http://{bind}/   (Ctrl+C: dừng / stop)\n")
    sys.stdout.flush()
