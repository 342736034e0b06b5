#!/usr/bin/env python
"""Run the project's management commands."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workflow_engine.settings")

    from workflow_engine.base.commands import main

    main(sys.argv)
