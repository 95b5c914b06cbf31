"""Settings: the folder of a workspace and how far it is served, in its journal."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from forms.records.journal import Journal
from sync.carrier.decision import Choices, Standing, place_key
from sync.folders.places import NO_SECRETS, Secrets, secrets_of

ADDRESS, SECRETS = "folder.address", "folder.secrets"
CHOICES, STANDING = "folder.choices", "folder.standing"
_USUAL = Choices()


@dataclass(frozen=True, slots=True)
class Setting:
    """The folder of a workspace, as its sealed journal keeps it."""

    address: str = ""
    secrets: Secrets = NO_SECRETS
    choices: Choices = _USUAL


def read_setting(journal: Journal, workspace: Path) -> Setting:
    """Return the folder that this workspace uses; its address is "" for none."""
    # Beside the database: public keys only, and a person can mend it.
    hosts = workspace / "known_hosts"
    choices = json.loads(journal.setting(CHOICES) or "{}")
    return Setting(
        address=journal.setting(ADDRESS),
        secrets=secrets_of(journal.setting(SECRETS), hosts),
        choices=Choices(**choices),
    )


def write_setting(journal: Journal, setting: Setting) -> None:
    """Keep the folder of this workspace; what failed before may be tried at once."""
    journal.set_setting(ADDRESS, setting.address)
    journal.set_setting(SECRETS, setting.secrets.to_setting())
    journal.set_setting(CHOICES, json.dumps(asdict(setting.choices)))
    if setting.address:
        key = place_key(setting.address)
        kept = read_standing(journal, key)
        write_standing(journal, replace(kept, failures=0, code=""))


def read_standing(journal: Journal, place: str) -> Standing:
    """Return how far a folder is served; of "" none."""
    told = json.loads(journal.setting(f"{STANDING}.{place}") or "{}")
    return Standing(**{**told, "place": place})


def write_standing(journal: Journal, standing: Standing) -> None:
    """Keep how far a folder is served."""
    text = json.dumps(asdict(standing))
    journal.set_setting(f"{STANDING}.{standing.place}", text)
