"""What is wrong with a request, in words that help to mend it."""

from typing import Any

_SHOWN = 100  # characters of a wrong value that are said back


class Problem(Exception):
    """A request that gets no data: a status, a code for programs, a message for people, and where the fault is."""

    def __init__(
        self, status: int, code: str, message: str, parameter: str | None = None, value: str | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.parameter = parameter
        self.value = value and value[:_SHOWN]

    def body(self) -> dict[str, Any]:
        """Return what the answer says: {"error": {"code", "message", "parameter", "value"}}."""
        return {
            "error": {
                "code": self.code,
                "message": self.message,
                "parameter": self.parameter,
                "value": self.value,
            }
        }


PROBLEMS = {
    400: "A parameter is unknown, missing, malformed or given too often.",
    404: "There is no such address, area, level, indicator or feature.",
    405: "The data are read-only: GET and HEAD are answered.",
    414: "The question is too long.",
    422: "The question is understood, but its answer would be too large or cannot be made.",
    503: "No data have been published yet.",
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "additionalProperties": False,
    "properties": {
        "error": {
            "type": "object",
            "required": ["code", "message", "parameter", "value"],
            "additionalProperties": False,
            "properties": {
                "code": {"type": "string", "description": "What is wrong, for programs."},
                "message": {"type": "string", "description": "What is wrong and what to do, in words."},
                "parameter": {"type": ["string", "null"], "description": "The parameter at fault, if one is."},
                "value": {"type": ["string", "null"], "description": "What it was given, at most 100 characters."},
            },
        }
    },
}
