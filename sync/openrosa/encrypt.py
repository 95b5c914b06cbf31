"""Encrypt: a submission for the holder of a form's private key, as ODK lays it down."""

import base64
import hashlib
import secrets
from collections.abc import Iterator

from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.serialization import load_der_public_key
from lxml import etree

from forms.errors import KnownError
from sync.openrosa.submission import Submission

NAMESPACE = "http://opendatakit.org/submissions"
OPENROSA = "http://openrosa.org/xforms"
_XFORMS = "{http://www.w3.org/2002/xforms}"
_KEY_BYTES, _BLOCK_BYTES = 32, 16


def public_key(xform: bytes) -> str:
    """Return the key that a form asks its submissions to be encrypted for, or ""."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    found = etree.fromstring(xform, parser).iter(f"{_XFORMS}submission")
    return next((one.get("base64RsaPublicKey") or "" for one in found), "")


def encrypted(submission: Submission, key: str) -> Submission:
    """Return `submission` readable only with the private half of `key`.

    Every call makes a new key for the content: what was sent once is sent again as it
    was, never made anew, or a server would see another body under the same id.

    Args:
        submission: In the clear.
        key: The form's base64RsaPublicKey: an X.509 public key, DER, base64.

    Raises:
        KnownError: OPENROSA-KEY where it is no such key.

    Source: "Encryption" of the ODK XForms Specification.
    """
    recipient = _recipient(submission, key)
    content_key = secrets.token_bytes(_KEY_BYTES)
    sealed_key = _for(recipient, content_key)
    vectors = _vectors(submission.instance_id, content_key)
    files, told = {}, []
    # Photos in their order, the XML last: the vectors are counted in this order.
    for name, data in (*submission.files.items(), ("submission.xml", submission.xml)):
        files[f"{name}.enc"] = _content(data, content_key, next(vectors))
        told.append(f"{name}::{hashlib.md5(data, usedforsecurity=False).hexdigest()}")
    about = (
        [submission.form_id, submission.version]
        if submission.version
        else [submission.form_id]
    )
    signed = "".join(
        f"{line}\n" for line in (*about, sealed_key, submission.instance_id, *told)
    )
    digest = hashlib.md5(signed.encode(), usedforsecurity=False).digest()
    xml = _manifest(submission, sealed_key, list(files), _for(recipient, digest))
    return Submission(
        submission.instance_id, submission.form_id, submission.version, xml, files
    )


def _recipient(submission: Submission, key: str) -> RSAPublicKey:
    form, visit = submission.form_id, submission.instance_id
    try:
        found = load_der_public_key(base64.b64decode(key))
    except ValueError as error:
        raise KnownError("OPENROSA-KEY", form=form, visit=visit) from error
    if not isinstance(found, RSAPublicKey):
        raise KnownError("OPENROSA-KEY", form=form, visit=visit)
    return found


def _for(recipient: RSAPublicKey, data: bytes) -> str:
    """Return `data` as RSA/NONE/OAEPWithSHA256AndMGF1Padding does, in base64."""
    # Of Bouncy Castle, which ODK's tools ask for it: SHA-256 inside MGF1 as well, where
    # Java's own takes SHA-1.
    oaep = rsa_padding.OAEP(
        mgf=rsa_padding.MGF1(hashes.SHA256()),
        algorithm=hashes.SHA256(),
        label=None,
    )
    return base64.b64encode(recipient.encrypt(data, oaep)).decode()


def _vectors(instance_id: str, content_key: bytes) -> Iterator[bytes]:
    """Yield the initialisation vectors: one byte of a seed counted up for each file."""
    seeded = instance_id.encode() + content_key
    seed = bytearray(hashlib.md5(seeded, usedforsecurity=False).digest())
    count = 0
    while True:
        at = count % len(seed)
        seed[at] = (seed[at] + 1) % 256
        count += 1
        yield bytes(seed)


def _content(data: bytes, content_key: bytes, vector: bytes) -> bytes:
    pad = padding.PKCS7(8 * _BLOCK_BYTES).padder()
    cipher = Cipher(algorithms.AES256(content_key), CFB(vector)).encryptor()
    padded = pad.update(data) + pad.finalize()
    found: bytes = cipher.update(padded) + cipher.finalize()
    return found


def _manifest(
    submission: Submission, sealed_key: str, files: list[str], signature: str
) -> bytes:
    root = etree.Element(f"{{{NAMESPACE}}}data", nsmap={None: NAMESPACE})
    root.set("id", submission.form_id)
    if submission.version:
        root.set("version", submission.version)
    root.set("encrypted", "yes")
    _add(root, "base64EncryptedKey", sealed_key)
    meta = etree.SubElement(root, f"{{{OPENROSA}}}meta", nsmap={"orx": OPENROSA})
    instance = etree.SubElement(meta, f"{{{OPENROSA}}}instanceID")
    instance.text = submission.instance_id
    if edited := _edited(submission.xml):
        # Told in the clear, or a server would take an edit for another visit.
        deprecated = etree.SubElement(meta, f"{{{OPENROSA}}}deprecatedID")
        deprecated.text = edited
    for name in files[:-1]:
        media = etree.SubElement(root, f"{{{NAMESPACE}}}media")
        _add(media, "file", name)
    _add(root, "encryptedXmlFile", files[-1])
    _add(root, "base64EncryptedElementSignature", signature)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written


def _edited(xml: bytes) -> str:
    """Return the id of the submission that this one edits, "" where it edits none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    found = etree.fromstring(xml, parser).iterfind(".//{*}meta/{*}deprecatedID")
    return next((str(one.text or "") for one in found), "")


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{NAMESPACE}}}{name}").text = text
