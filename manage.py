#!/usr/bin/env python
"""Commands of a working copy. A machine without SECRET_KEY is no service, so DEBUG is on unless it is set."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cchc.settings")
    if "SECRET_KEY" not in os.environ:
        os.environ.setdefault("DEBUG", "1")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
