"""Attributes of HTML whose names Python cannot spell."""

from typing import Any


def aria(**values: str) -> dict[str, Any]:
    """Return aria-* attributes: aria(label="x") is aria-label="x"."""
    return {f"aria-{name}": value for name, value in values.items()}


def data(**values: str) -> dict[str, Any]:
    """Return data-* attributes."""
    return {f"data-{name}": value for name, value in values.items()}
