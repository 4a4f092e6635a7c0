"""Which version results are of."""

import subprocess
from pathlib import Path


def commit() -> str:
    """The commit that this folder is at, "-dirty" behind it where files differ."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*"]
    try:
        found = subprocess.run(
            command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return "unversioned"
    return found.stdout.strip()
