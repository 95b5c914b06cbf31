"""Aws4: the signature by which an S3 service knows who asks (AWS Signature 4)."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

_SAFE = "-_.~"
_EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Signer:
    """An access key for one region.

    Args:
        key_id: Public part.
        secret: Secret part.
        region: As the service names it.
    """

    key_id: str
    secret: str = field(repr=False)
    region: str

    def headers(
        self,
        method: str,
        url: str,
        content: bytes | None,
        now: datetime,
        more: Mapping[str, str] | None = None,
    ) -> dict[str, str]:
        """Return the headers of a request: `more`, and what proves who asks.

        Args:
            method: "GET", ...
            url: Whole, its path and query quoted as `quoted` does.
            content: The body; its hash is signed, so half a body is refused.
            now: Aware; services refuse a clock that is 15 minutes off.
            more: Further headers, signed as well; names in small letters.

        Source: "Signature Version 4 request signing elements" of the S3 API.
        """
        parts = urlsplit(url)
        body_hash = hashlib.sha256(content).hexdigest() if content else _EMPTY
        instant = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        signed = {
            **(more or {}),
            "host": parts.netloc,
            "x-amz-content-sha256": body_hash,
            "x-amz-date": instant,
        }
        names = ";".join(sorted(signed))
        told = "".join(f"{name}:{signed[name].strip()}\n" for name in sorted(signed))
        query = "&".join(sorted(parts.query.split("&")))
        asked = "\n".join([method, parts.path, query, told, names, body_hash])
        scope = f"{instant[:8]}/{self.region}/s3/aws4_request"
        digest = hashlib.sha256(asked.encode()).hexdigest()
        text = f"AWS4-HMAC-SHA256\n{instant}\n{scope}\n{digest}"
        signature = _hmac(self._key(instant[:8]), text).hex()
        authorization = (
            f"AWS4-HMAC-SHA256 Credential={self.key_id}/{scope},"
            f"SignedHeaders={names},Signature={signature}"
        )
        sent = {name: value for name, value in signed.items() if name != "host"}
        return {**sent, "authorization": authorization}

    def _key(self, day: str) -> bytes:
        key = f"AWS4{self.secret}".encode()
        for step in (day, self.region, "s3", "aws4_request"):
            key = _hmac(key, step)
        return key


def quoted(text: str, *, keep: str = "") -> str:
    """Return `text` as it stands in an address that is signed."""
    return quote(text, safe=_SAFE + keep)


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")
