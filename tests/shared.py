"""Where the recorded real statistics are, if they are here at all."""

from pathlib import Path

import pytest

_CANDIDATE = Path(__file__).resolve().parents[2] / "shared" / "data"
SHARED: Path | None = _CANDIDATE if _CANDIDATE.is_dir() else None
needs_shared = pytest.mark.skipif(SHARED is None, reason="recorded real statistics (../shared/data) are not here")
