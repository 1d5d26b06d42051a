"""What every record is: frozen, and closed to fields it does not know."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A record that neither changes nor takes a field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
