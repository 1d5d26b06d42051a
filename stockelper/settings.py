"""The only reader of the environment.

Every setting is a field here; `.env.example` names exactly these (a test compares them). A wrong value
stops the start with one line that names the setting.
"""

from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from stockelper.errors import BadSetting

PREFIX = "STOCKELPER_"


def _default_data() -> Path:
    return Path.home() / ".local" / "share" / "stockelper"


class _Beside(BaseSettings):
    """Which file is read beside the environment, as the environment says."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore")

    env_file: Path = Path(".env")


class Settings(BaseSettings):
    """Typed settings: a field `x` is read from `STOCKELPER_X`, Langfuse's own names excepted."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    env_file: Path = Path(".env")
    """The file of settings beside the environment, which alone may name it; one that is absent sets nothing."""
    data: Path = Field(default_factory=_default_data)
    """The folder of the embedded stores."""
    language: Literal["ko", "en"] | None = None
    """Of answers, the page and what commands say; none: the question's, the browser's and English."""
    documents_url: str | None = Field(default=None, pattern=r"^(sqlite:///.+|mongodb(\+srv)?://.+)$")
    """`sqlite:///PATH` or `mongodb://…/DATABASE`; none: `documents.db` in the data folder."""
    documents_timeout_s: float = Field(default=5.0, gt=0, le=120)
    """Seconds after which a MongoDB that does not answer is given up."""
    graph_url: str | None = Field(default=None, pattern=r"^(sqlite:///.+|(neo4j|bolt)(\+s{1,2}(sc)?)?://.+)$")
    """`sqlite:///PATH` or a Neo4j address; none: `graph.db` in the data folder."""
    model: str | None = None
    """`provider:model` as LangChain's `init_chat_model` names it; none: no model is used."""
    model_base_url: str | None = None
    """An OpenAI-compatible address, such as a local Ollama or vLLM."""
    model_api_key: SecretStr | None = None
    model_fallbacks: str = ""
    """Further models, comma-separated, tried in order when the first fails."""
    model_timeout_s: float = Field(default=20.0, gt=0, le=600)
    """Seconds after which a model call is given up."""
    model_max_calls: int = Field(default=6, ge=0)
    """Model calls that one question may use."""
    model_input_price: float | None = Field(default=None, ge=0)
    """USD a million input tokens; none: costs are shown as unknown."""
    model_output_price: float | None = Field(default=None, ge=0)
    """USD a million output tokens."""
    langfuse_public_key: str | None = Field(
        default=None, validation_alias=AliasChoices("LANGFUSE_PUBLIC_KEY")
    )
    langfuse_secret_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("LANGFUSE_SECRET_KEY")
    )
    langfuse_base_url: str | None = Field(default=None, validation_alias=AliasChoices("LANGFUSE_BASE_URL"))
    opendart_api_key: SecretStr | None = None
    """OpenDART keys (crtfc_key), comma-separated; a spent one gives way to the next."""
    naver_client_id: SecretStr | None = None
    """The client id of Naver's search API."""
    naver_client_secret: SecretStr | None = None
    kis_app_key: SecretStr | None = None
    """The app key of Korea Investment & Securities."""
    kis_app_secret: SecretStr | None = None
    sec_user_agent: str | None = None
    """`Name address@example.com`: the SEC asks every client to say who it is."""
    source_addresses: dict[str, str] = Field(default_factory=dict)
    """JSON: a source's name to the address to ask instead of its own, such as a mirror."""
    source_timeout_s: float = Field(default=10.0, gt=0, le=120)
    """Seconds after which a source's answer is given up."""
    proxy: str | None = Field(default=None, pattern=r"^(https?|socks5)://.+$")
    """A proxy for all sources."""
    feeds: dict[str, str] = Field(default_factory=dict)
    """JSON: name to address of further RSS or Atom feeds."""
    watchlist: str = "005930,000660,035420,AAPL,NVDA,MSFT"
    """Symbols that scheduled jobs follow."""
    dask_scheduler: str | None = Field(default=None, pattern=r"^(tcp|tls)://.+:\d+$")
    """A Dask scheduler on whose workers trees are grown; none: on this machine. It needs the extra `dask`."""
    refresh: bool = True
    """Whether a question may have newer prices and news collected, and its securities followed."""
    schedule: bool = True
    """Whether `up` starts the scheduler too."""
    port: int = Field(default=8501, ge=0, le=65535)
    """The web page's port on 127.0.0.1."""
    test_mongodb_url: str | None = None
    """A MongoDB for the test suite."""
    test_slow_mongodb_url: str | None = None
    """A second server that speaks MongoDB's protocol, for the test suite: on small sets."""
    test_neo4j_url: str | None = None
    """A Neo4j for the test suite."""
    test_kills: int = Field(default=3, ge=1)
    """How often the test suite kills processes in the middle of their work, on each kind of store."""
    test_outage_s: float = Field(default=12.0, ge=12.0)
    """For how many seconds the test suite takes MongoDB away from a scheduler at work."""
    chromium: Path | None = None
    """A Chromium for the browser tests; none: looked up on the path."""
    shared_data: Path = Path("../shared/data")
    """Real data for tests and benchmarks, where it exists."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What wins over what: arguments, the environment, the file that the environment names."""
        return init_settings, env_settings, DotEnvSettingsSource(settings_cls, env_file=_Beside().env_file)

    def documents(self) -> str:
        """The documents store's address, the default filled in."""
        return self.documents_url or f"sqlite:///{self.data / 'documents.db'}"

    def graph(self) -> str:
        """The knowledge graph's address, the default filled in."""
        return self.graph_url or f"sqlite:///{self.data / 'graph.db'}"


def load(data: Path | None = None) -> Settings:
    """Read the environment and the file beside it; `data` (from the command line) wins over both.

    Raises:
        BadSetting: naming the first wrong setting and what is wrong with it.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        name = name if name.isupper() else PREFIX + name.upper()
        raise BadSetting(setting=name, reason=first["msg"]) from error
    return settings.model_copy(update={"data": data.expanduser()}) if data else settings
