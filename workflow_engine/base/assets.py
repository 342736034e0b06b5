"""Build what the pages need besides the code: `python -m workflow_engine.base.assets`.

Copies the parts that are served out of `node_modules` into `build/vendor`, each with its licence,
and compiles the messages of every package, for which a fresh machine has no gettext.
"""

import os
import re
import shutil
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

BASE_DIR = Path(__file__).resolve().parents[2]
NODE_MODULES = BASE_DIR / "node_modules"
VENDOR = BASE_DIR / "build" / "vendor"

SUBSETS = ("latin", "latin-ext", "vietnamese")
WEIGHTS = (400, 600, 700)

# The folder of a package in node_modules, and what is served of it.
PARTS: dict[str, list[str]] = {
    "bootstrap": [
        "LICENSE",
        "dist/css/bootstrap.min.css",
        "dist/js/bootstrap.bundle.min.js",
    ],
    "bpmn-js": [
        "LICENSE",
        "dist/bpmn-navigated-viewer.production.min.js",
        "dist/assets/bpmn-js.css",
        "dist/assets/diagram-js.css",
    ],
    "@fontsource/be-vietnam-pro": [
        "LICENSE",
        *(
            f"files/be-vietnam-pro-{subset}-{weight}-normal.woff2"
            for subset in SUBSETS
            for weight in WEIGHTS
        ),
    ],
    # Be Vietnam Pro has no figures of one width: the digits in tables are Noto Sans.
    "@fontsource/noto-sans": [
        "LICENSE",
        *(f"files/noto-sans-latin-{weight}-normal.woff2" for weight in WEIGHTS),
    ],
}

_SOURCE_MAP = re.compile(rb"^/[/*][#@] sourceMappingURL=.*$", re.MULTILINE)


def copy_vendor() -> int:
    """Lay out `build/vendor` afresh and return the number of files in it."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    count = 0
    for package, files in PARTS.items():
        folder = VENDOR / package.rpartition("/")[2]
        folder.mkdir(parents=True)
        for file in files:
            content = (NODE_MODULES / package / file).read_bytes()
            if file.endswith((".css", ".js")):  # the maps are not served
                content = _SOURCE_MAP.sub(b"", content)
            (folder / Path(file).name).write_bytes(content)
            count += 1
    return count


def compile_messages() -> int:
    """Write the `.mo` beside the `.po` of every package and return the number of messages."""
    count = 0
    for source in sorted(BASE_DIR.glob("*/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
        part = source.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            write_mo(file, catalogue)
        part.replace(source.with_suffix(".mo"))  # whoever reads it meanwhile reads all of it
        count += len(catalogue)
    return count


def main(arguments: list[str]) -> int:
    """Build the named parts, or all."""
    parts = arguments or ["vendor", "messages"]
    if "vendor" in parts:
        sys.stdout.write(f"{copy_vendor()} files of packages laid out for the pages.\n")
    if "messages" in parts:
        sys.stdout.write(f"{compile_messages()} messages compiled.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
