"""OpenRosa: forms and visits to ODK Central or Kobo, and entity lists back."""

from sync.openrosa.central import Central, open_central
from sync.openrosa.export import ExportReport, export
from sync.openrosa.sending import SendReport, send
from sync.openrosa.server import ListedForm, Server, check_url
from sync.openrosa.submission import Submission

__all__ = [
    "Central",
    "ExportReport",
    "ListedForm",
    "SendReport",
    "Server",
    "Submission",
    "check_url",
    "export",
    "open_central",
    "send",
]
