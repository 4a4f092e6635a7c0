"""Known weaknesses of what is installed: `python -m tests.advisories`. Exit status 1 for any.

Where the advisory service cannot be asked, that is said in one line and nothing fails: whoever is
offline can still check the rest.
"""

import json
import subprocess
import sys
from typing import Any

AUDIT = ("-m", "pip_audit", "--local", "--skip-editable", "--progress-spinner", "off", "-f", "json")
PATIENCE = 120  # seconds for all packages


def main() -> int:
    said, status = audited(subprocess.run)
    sys.stdout.write(f"{said}\n")
    return status


def audited(run: Any) -> tuple[str, int]:  # noqa: ANN401 -- subprocess.run, or a test's own
    """What to say, and the exit status."""
    try:
        done = run((sys.executable, *AUDIT), capture_output=True, text=True, timeout=PATIENCE)
        told = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return f"advisories: not checked, no answer within {PATIENCE} s", 0
    except (ValueError, KeyError, TypeError):
        why = (done.stderr.strip().splitlines() or ["pip-audit said nothing"])[-1][:200]
        return f"advisories: not checked: {why}", 0
    asked = [one for one in told if "skip_reason" not in one]
    weak = [one for one in asked if one["vulns"]]
    unknown = len(told) - len(asked)
    if weak:
        return "\n".join(_lines(weak)), 1
    if not asked:
        return f"advisories: not checked, the service knows none of {unknown} packages", 0
    more = f"; {unknown} are not known to the service" if unknown else ""
    return f"advisories: none for {len(asked)} packages{more}", 0


def _lines(weak: list[dict[str, Any]]) -> list[str]:
    return [
        f"{one['name']} {one['version']}: {each['id']}, "
        f"fixed in {', '.join(each['fix_versions']) or 'no version'}"
        for one in weak
        for each in one["vulns"]
    ]


if __name__ == "__main__":
    sys.exit(main())
