"""The one place that reads the environment: every VERTAISPEILI_* variable, checked once."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, StringConstraints, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from vertaispeili.lake import PREFIX as LAKE
from vertaispeili.lake import Lake, Objects
from vertaispeili.methods.travel_to_work import Parameters

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
    workers: int = Field(default=2, ge=1, le=64)
    home_area: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}[0-9A-Z_]*$")] | None = None
    default_language: Language = "fi"
    retry_seconds: int = Field(default=120, ge=0, le=3600)
    notice_url: ServiceAddress | None = None
    log: Literal["text", "json"] = "text"
    ready_days: int = Field(default=31, ge=0, le=3650)
    metrics: bool = False
    full_occupations: bool = False
    px_urls: Annotated[str, StringConstraints(pattern=r"^(\s*https?://[^\s/]+\S*)*\s*$", strip_whitespace=True)] = (
        "https://pxweb2.stat.fi/database https://pxdata.stat.fi/PXWeb/Resources/PX/Databases"
    )

    lake_endpoint: ServiceAddress | None = None
    lake_region: str = "us-east-1"
    lake_key_id: str = ""
    lake_secret: SecretStr = SecretStr("")
    lake_files: Annotated[str, StringConstraints(strip_whitespace=True)] | None = None
    warehouse: Annotated[str, StringConstraints(pattern=rf"^(file|{LAKE}\S.*)$")] = Field(
        default="file", validate_default=True
    )

    travel_to_work_min_size: int = Field(default=1_000, ge=1)
    travel_to_work_min_containment: float = Field(default=0.6667, gt=0, le=1)
    travel_to_work_target_size: int = Field(default=10_000, ge=2)
    travel_to_work_target_containment: float = Field(default=0.75, gt=0, le=1, validate_default=True)

    @property
    def lake(self) -> Lake | None:
        """Where the warehouses of many machines are; None when they are files in the data folder."""
        if self.warehouse == "file" or self.lake_files is None:
            return None
        objects = Objects(
            self.lake_endpoint or "", self.lake_region, self.lake_key_id, self.lake_secret.get_secret_value()
        )
        return Lake(self.warehouse.removeprefix(LAKE), self.lake_files, objects)

    @property
    def travel_to_work(self) -> Parameters:
        """How large and self-contained a computed travel-to-work area is."""
        return Parameters(
            self.travel_to_work_min_size,
            self.travel_to_work_min_containment,
            self.travel_to_work_target_size,
            self.travel_to_work_target_containment,
        )

    @field_validator("travel_to_work_target_containment")
    @classmethod
    def _tells_areas_apart(cls, value: float, given: ValidationInfo) -> float:
        # The last of the four: one before it that made no sense is told already, and is not here.
        before = ("travel_to_work_min_size", "travel_to_work_min_containment", "travel_to_work_target_size")
        smallest, least, target = (given.data.get(one) for one in before)
        if smallest is not None and least is not None and target is not None:
            Parameters(smallest, least, target, value)
        return value

    @field_validator("statfin_url")
    @classmethod
    def _ends_in_the_version(cls, value: str) -> str:
        if not value.rstrip("/").endswith("/api/v1"):
            raise ValueError("the address ends in /api/v1")
        return value.rstrip("/")

    @field_validator("warehouse")
    @classmethod
    def _reaches_a_lake(cls, value: str, given: ValidationInfo) -> str:
        if re.search(r"password\s*=|://[^/@]*:[^/@]*@", value):
            raise ValueError(
                "a password does not belong there: give it as PGPASSWORD or in a file that PGPASSFILE names"
            )
        if value != "file" and given.data.get("lake_files") is None:
            raise ValueError(f"where the files of the lake are is not said: set {PREFIX}LAKE_FILES")
        return value

    @field_validator("source", "home_area", "notice_url", "lake_endpoint", "lake_files", mode="before")
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
        # The address of notices may hold a secret, and so may what should not be in that of the lake.
        value = "…" if name in {f"{PREFIX}NOTICE_URL", f"{PREFIX}WAREHOUSE"} else first["input"]
        raise SettingsError(f"{name}={value!s} makes no sense: {reason}.") from None
