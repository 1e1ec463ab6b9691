"""Every knob of the platform, typed, frozen and read once from `FFWG_…` variables."""

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = ("localhost", "127.0.0.1")


def _shipped(folder: str) -> Path:
    """Beside the package in a source checkout, inside it in the wheel."""
    package = Path(__file__).parent
    return package / folder if (package / folder).exists() else package.parent / folder


WEB = _shipped("web")
MIGRATIONS = _shipped("migrations")


class Settings(BaseSettings):
    """What is in force; `ffwg check-config` prints it."""

    model_config = SettingsConfigDict(env_prefix="FFWG_", frozen=True, extra="ignore")

    mode: Literal["production", "development"] = "production"
    data_dir: Path = Path("data")
    database_url: str = ""
    nats_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    public_origin: str = "http://localhost:8000"
    limits: Literal["on", "off"] = "on"
    metrics_token: str | None = None
    proxy: str | None = None
    """Address of the front proxy whose forwarded headers are believed."""
    sockets: int = 20_000
    """How many sockets one process holds; memory decides (`docs/decisions`)."""
    write_wait: float = 5.0
    """Seconds a request waits for its turn to write before it is answered 503."""

    @field_validator("public_origin")
    @classmethod
    def _bare_origin(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("an origin is scheme://host[:port] and nothing more")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        if self.limits == "off" and not self.development:
            raise ValueError("FFWG_LIMITS=off is for development mode only")
        if not self.development and not self.local and not self.public_origin.startswith("https"):
            raise ValueError("FFWG_PUBLIC_ORIGIN must be https in production")
        return self

    @property
    def development(self) -> bool:
        return self.mode == "development"

    @property
    def local(self) -> bool:
        """Whether people reach the platform on this machine only."""
        return urlsplit(self.public_origin).hostname in LOOPBACK

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'ffwg.db'}"

    @property
    def own_origins(self) -> frozenset[str]:
        """The exact origins that may post and open sockets."""
        if not (self.development and self.local):
            return frozenset({self.public_origin})
        port = urlsplit(self.public_origin).port
        return frozenset(f"http://{host}:{port}" for host in LOOPBACK)

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(urlsplit(origin).netloc for origin in self.own_origins)
