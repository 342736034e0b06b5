"""Say what is missing on this machine, before anything is installed.

Needs only the standard library: `make` runs it with the Python of the machine.
"""

import importlib.util
import os
import shutil
import socket
import sys
import sysconfig
from pathlib import Path


def missing() -> list[str]:
    """Return a sentence for each thing that the set-up needs and does not find."""
    python = "python{}.{}".format(*sys.version_info[:2])
    sentences = []
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        sentences.append(
            f"Python 3.11, 3.12 or 3.13 is needed, this is {sys.version.split()[0]}. "
            "Install one of them and name it: make run PYTHON=python3.11"
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sentences.append(
            "This Python cannot make a virtual environment. "
            f"On Debian: apt-get install {python}-venv"
        )
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        sentences.append(
            "The headers of this Python are missing; the rules engine is compiled against them. "
            f"On Debian: apt-get install {python}-dev"
        )
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if not (shutil.which(compiler) or shutil.which("cc")):
        sentences.append(
            f"There is no C compiler ({compiler}); the rules engine is compiled with it. "
            "On Debian: apt-get install gcc libc6-dev"
        )
    return sentences


def taken(port: int) -> bool:
    """Tell whether another program listens on this port of the machine itself."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def main(arguments: list[str]) -> int:
    """Report on the machine, and on a port where one is named."""
    sentences = missing()
    for port in arguments:
        if not port.isdigit() or not 0 < int(port) < 65536:
            sentences.append(f"PORT={port} is not a port: choose a number from 1024 to 65535.")
        elif taken(int(port)):
            sentences.append(
                f"Port {port} is in use, or may not be opened. Stop the program that has it, "
                f"or choose another: make run PORT={int(port) % 65535 + 1}"
            )
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")
    return 1 if sentences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
