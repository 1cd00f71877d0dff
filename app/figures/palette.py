"""The colours of pictures: the same tokens as assets/tokens.css, in the light and the dark theme."""

from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

# assets/tokens.css says the same to the browser; a test compares the two and computes every contrast.
TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "background": "#F7F8FA",
        "surface": "#FFFFFF",
        "text": "#14202E",
        "quiet": "#4A5868",
        "line": "#D5DBE3",
        "control": "#768598",
        "accent": "#0B4F8A",
        "accent-soft": "#E3EEF8",
        "better": "#00695C",
        "worse": "#B3470B",
        "tick": "#8290A2",
        "sample": "#7A3B00",
        "sample-soft": "#FFF1DC",
        "series-1": "#C84E00",
        "series-2": "#00805E",
        "series-3": "#2B86BD",
        "series-4": "#A8568A",
        "series-5": "#A86A00",
        "series-6": "#7A7000",
        "series-7": "#5B57A6",
        "series-8": "#14202E",
    },
    "dark": {
        "background": "#0F1720",
        "surface": "#17212C",
        "text": "#EEF2F6",
        "quiet": "#A9B6C4",
        "line": "#2C3947",
        "control": "#7A8A9B",
        "accent": "#7DB8EE",
        "accent-soft": "#1B3350",
        "better": "#5CC8B5",
        "worse": "#F0A064",
        "tick": "#74859A",
        "sample": "#FFCF8A",
        "sample-soft": "#3A2A12",
        "series-1": "#F07F36",
        "series-2": "#22B88B",
        "series-3": "#56B4E9",
        "series-4": "#E08FBE",
        "series-5": "#E69F00",
        "series-6": "#F0E442",
        "series-7": "#A79CF0",
        "series-8": "#EEF2F6",
    },
}
SERIES = 8

# A colour is never the only difference between two lines: each also has its own dash.
DASHES = ("solid", "dot", "dashdot", "longdash", "10px,3px", "4px,2px", "2px,4px", "8px,3px,2px,3px")


def token(name: str) -> str:
    """Name a colour in a plotly figure; assets/paint.js puts the theme's colour in its place."""
    return f"@{name}"
