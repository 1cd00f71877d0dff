"""The colours of the map: the same tokens as assets/5-map.css, in the light and the dark theme; a test compares."""

from app.figures.palette import Theme

MAP_TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "map-0": "#DEEBF7",
        "map-1": "#A3C8E8",
        "map-2": "#639FD2",
        "map-3": "#2A6DAE",
        "map-4": "#083763",
        "map-d0": "#1C6CB0",
        "map-d1": "#9CC5E6",
        "map-d2": "#E4E8ED",
        "map-d3": "#F2B585",
        "map-d4": "#BA5208",
        "map-none": "#F7F8FA",
        "map-border": "#FFFFFF",
        "map-outline": "#3D4C5E",
    },
    "dark": {
        "map-0": "#1E3A57",
        "map-1": "#2F5E8C",
        "map-2": "#4A8AC4",
        "map-3": "#86BDEC",
        "map-4": "#D3E9FF",
        "map-d0": "#8CC4F5",
        "map-d1": "#3F79AD",
        "map-d2": "#3A4653",
        "map-d3": "#A5652F",
        "map-d4": "#F5A566",
        "map-none": "#17212C",
        "map-border": "#0F1720",
        "map-outline": "#C9D4DF",
    },
}
