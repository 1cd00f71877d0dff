"""Known vulnerabilities of the locked packages: `python -m tests.audit`; said to be skipped where nobody can be asked.

Ends with 1 when there are any. A database that knows none of our packages is no database, whatever it answers.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
_SECONDS = 180
_OPTIONS = ("--disable-pip", "--require-hashes", "--timeout", "10", "--progress-spinner", "off", "--format", "json")


@dataclass(frozen=True)
class Audit:
    """What is known of the packages of one lock: those with vulnerabilities, how many were audited, how many not."""

    found: tuple[str, ...]
    audited: int
    unknown: int


def audited(answer: dict) -> Audit:
    """Read what pip-audit wrote."""
    packages = answer["dependencies"]
    known = [package for package in packages if "vulns" in package]
    found = [
        f"{package['name']} {package['version']}: {', '.join(one['id'] for one in package['vulns'])}"
        for package in known
        if package["vulns"]
    ]
    return Audit(tuple(found), len(known), len(packages) - len(known))


def said(lock: str, audit: Audit | None) -> str:
    """Return the line for a lock; None: nobody could be asked."""
    if audit is None or not audit.audited:
        return f"{lock}: not audited, no database of vulnerabilities can be reached from here (skipped)"
    rest = f", {audit.unknown} unknown to the database" if audit.unknown else ""
    return f"{lock}: {audit.audited} packages audited{rest}: {'; '.join(audit.found) or 'nothing known against them'}"


def ask(lock: str) -> Audit | None:
    """Ask the database; None when it cannot be asked."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "pip_audit", "-r", ROOT / lock, *_OPTIONS, "--output", answer]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
            return audited(json.loads(answer.read_bytes()))
        except (OSError, subprocess.TimeoutExpired, json.JSONDecodeError):
            return None


def main() -> int:
    """Audit both locks."""
    audits = {lock: ask(lock) for lock in LOCKS}
    for lock, audit in audits.items():
        print(said(lock, audit))
    return 1 if any(audit and audit.found for audit in audits.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
