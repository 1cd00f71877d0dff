"""Take the pictures of the README: `python -m tests.e2e.screenshots <folder>` over the published data.

What is served is what the settings say (VERTAISPEILI_SOURCE=sample for the sample).
"""

import sys
from pathlib import Path

from app.wsgi import build
from tests.e2e.browser import chromium, served, watch
from vertaispeili import settings

PICTURES = (
    ("situation-light", "/fi/situation/TA39", 1280, "light"),
    ("situation-dark", "/sv/situation/TA25", 1280, "dark"),
    ("situation-phone", "/fi/situation/TA08", 360, "light"),
    ("compare-light", "/en/compare?indicator=unemployment_share&area=TA39&area=SSS&area=TA08&area=TA25", 1280, "light"),
    ("ranking-dark", "/fi/compare?indicator=long_term_share&area=TA39&area=TA08&area=SSS&view=ranking", 1280, "dark"),
    ("map-light", "/fi/map?level=employment_area", 1280, "light"),
    ("peers-light", "/sv/peers/TA25", 1280, "light"),
    ("commuting-light", "/fi/commuting?area=KU837&show=coming", 1280, "light"),
    ("matching-dark", "/en/matching/TA39", 1280, "dark"),
    ("services-light", "/sv/services/TA25", 1280, "light"),
    ("reports-light", "/fi/reports?area=TA39", 1280, "light"),
    ("data", "/en/data", 1280, "light"),
    ("map-phone", "/sv/map?area=TA25", 360, "dark"),
)  # fmt: skip


def main(folder: Path) -> None:
    """Write one PNG a picture into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with served(build(settings.load()).server) as address, chromium() as browser:
        for name, path, width, theme in PICTURES:
            context = browser.new_context(viewport={"width": width, "height": 860}, color_scheme=theme)
            watched = watch(context, address)
            watched.open(path)
            watched.page.wait_for_timeout(400)
            watched.page.screenshot(path=folder / f"{name}.png")
            context.close()
            print(folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
