"""OpenRosa: forms and visits to ODK Central or Kobo, and entity lists back."""

from sync.openrosa.central import Brought, Central, Published
from sync.openrosa.export import ExportReport, export
from sync.openrosa.media import Media, entities_of, lists_of
from sync.openrosa.sending import SendReport, send
from sync.openrosa.server import ListedForm, Server, check_url
from sync.openrosa.session import open_central
from sync.openrosa.submission import Submission
from sync.openrosa.visits import made_by_visits

__all__ = [
    "Brought",
    "Central",
    "ExportReport",
    "ListedForm",
    "Media",
    "Published",
    "SendReport",
    "Server",
    "Submission",
    "check_url",
    "entities_of",
    "export",
    "lists_of",
    "made_by_visits",
    "open_central",
    "send",
]
