"""The one place that reads the environment: every VERTAISPEILI_* variable, checked once."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "VERTAISPEILI_"
DataSource = Literal["live", "sample"]
Language = Literal["fi", "sv", "en"]
ServiceAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\S*$", strip_whitespace=True)]


_REASONS = {"string_pattern_mismatch": "it is not written as it should be (see .env.example)"}


class SettingsError(Exception):
    """A setting makes no sense; the text is one line that names the variable."""


class Settings(BaseSettings):
    """Where data live, which publishers are asked, what the app opens with."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    source: DataSource | None = None
    statfin_url: ServiceAddress = "https://pxdata.stat.fi/PxWeb/api/v1"
    classification_url: ServiceAddress = "https://data.stat.fi/api/classifications/v2"
    geo_url: ServiceAddress = "https://geo.stat.fi/geoserver/tilastointialueet/wfs"
    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8050, ge=0, le=65535)
    home_area: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}[0-9A-Z_]*$")] | None = None
    default_language: Language = "fi"
    retry_seconds: int = Field(default=120, ge=0, le=3600)
    notice_url: ServiceAddress | None = None
    log: Literal["text", "json"] = "text"
    ready_days: int = Field(default=31, ge=0, le=3650)
    metrics: bool = False

    @field_validator("statfin_url")
    @classmethod
    def _ends_in_the_version(cls, value: str) -> str:
        if not value.rstrip("/").endswith("/api/v1"):
            raise ValueError("the address ends in /api/v1")
        return value.rstrip("/")

    @field_validator("source", "home_area", "notice_url", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value


def load(**given: object) -> Settings:
    """Read the settings, `given` before the environment; `SettingsError` names the first that makes no sense."""
    try:
        return Settings(**given)  # pyright: ignore[reportArgumentType] - checked at run time, just below
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper()
        reason = _REASONS.get(first["type"], first["msg"].removeprefix("Value error, "))
        # The address of notices may hold a secret.
        value = "…" if name == f"{PREFIX}NOTICE_URL" else first["input"]
        raise SettingsError(f"{name}={value!s} makes no sense: {reason}.") from None
