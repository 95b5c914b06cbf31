"""OpenRosa: forms and visits arrive at a server once, whatever it answers."""

import base64
import hashlib
import shutil
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives import hashes, padding, serialization
from cryptography.hazmat.primitives.asymmetric import padding as rsa_padding
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from lxml import etree

import resources
from forms.errors import KnownError
from forms.records.store import Records
from forms.records.types import VisitIn
from sync.folders.patience import Patience
from sync.openrosa import Central, SendReport, Server, check_url, export, open_central
from sync.openrosa import send as send_all
from sync.openrosa.encrypt import encrypted, public_key
from sync.openrosa.submission import Submission, requests
from tests.sync.cutting import cutting
from tests.sync.net_places import CALM, HASTY
from tests.sync.registers import NOW, workspace
from tests.sync.standin import PASSWORD, USER, Standin, State, standin

pytestmark = pytest.mark.net
FORM = """<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>Heat</h:title><model><instance><data id="heat" version="{version}">
<t/><orx:meta><orx:instanceID/></orx:meta></data></instance>
<bind nodeset="/data/t" type="string"/>{submission}</model></h:head>
<h:body><input ref="/data/t"><label>T</label></input></h:body></h:html>"""


@pytest.fixture
def server() -> Iterator[Standin]:
    with standin() as running:
        running.state.forms["heat"] = {"1": b"<x/>"}
        yield running


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with workspace(tmp_path / "worker") as opened:
        opened.put_form(form(), "test")
        yield opened


def form(version: str = "1", key: str = "") -> bytes:
    asked = f'<submission base64RsaPublicKey="{key}"/>' if key else ""
    return FORM.format(version=version, submission=asked).encode()


def instance(number: int, revision: int = 0) -> str:
    return f"uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{number} {revision}')}"


def visit(
    records: Records,
    number: int,
    *photos: bytes,
    revision: int = 0,
    edits: int = -1,
    version: str = "1",
) -> str:
    """Finalise revision `revision` of visit `number`; return its instanceID."""
    names = {
        f"p{at}-照片.jpg": records.put_blob(data) for at, data in enumerate(photos)
    }
    name = instance(number, revision)
    deprecated = instance(number, edits) if edits >= 0 else ""
    told = f"<orx:deprecatedID>{deprecated}</orx:deprecatedID>" if deprecated else ""
    xml = (
        '<data xmlns:orx="http://openrosa.org/xforms" id="heat"'
        f' version="{version}">'
        f"<t>温度 {number} {revision}</t>"
        f"<orx:meta><orx:instanceID>{name}</orx:instanceID>{told}</orx:meta></data>"
    )
    records.finalise_visit(
        VisitIn(
            draft_id=f"draft {number} {revision}",
            record_id=str(uuid.uuid5(uuid.NAMESPACE_URL, f"visit {number}")),
            form_id="heat",
            form_version=version,
            xml=xml.encode(),
            instance_id=name,
            deprecated_id=deprecated,
            author="w02",
            started_at=NOW,
            ended_at=NOW + timedelta(minutes=number),
            attachments=names,
            title=f"{number}",
            grid_code="XYQY03",
        )
    )
    return name


def send(records: Records, url: str, patience: Patience = CALM) -> SendReport:
    with Server(url, None, patience) as opened:
        return send_all(records, opened)


def posts(state: State) -> int:
    return sum(one.startswith("POST") for one in state.requests)


def told(error: KnownError) -> str:
    return " ".join(
        resources.sentence(error.code, language, **error.fields)
        for language in resources.LANGUAGES
    )


def test_visits_and_photos_arrive_and_go_only_once(
    server: Standin, records: Records
) -> None:
    one, two = visit(records, 1, b"photo one", b"photo two"), visit(records, 2)
    report = send(records, server.url)
    assert (report.sent, report.known, report.problems) == (2, 0, ())
    assert list(server.state.bodies) == [one, two]
    assert server.state.files[one] == {
        "p0-照片.jpg": b"photo one",
        "p1-照片.jpg": b"photo two",
    }
    server.state.requests.clear()
    assert send(records, server.url) == SendReport(0, 2, ())
    assert server.state.requests == []


@pytest.mark.parametrize("login", ["basic", "digest", "token"])
def test_every_way_to_log_in_works_and_a_wrong_password_is_told(
    server: Standin, records: Records, login: str
) -> None:
    server.state.login = login
    visit(records, 1, b"photo")
    with open_central(server.url, (USER, PASSWORD), CALM) as opened:
        assert send_all(records, opened).sent == 1
    assert server.state.tokens == set()
    visit(records, 2)
    with pytest.raises(KnownError) as caught:
        with open_central(server.url, (USER, "wrong one"), CALM) as opened:
            send_all(records, opened)
    assert caught.value.code == "OPENROSA-LOGIN"
    assert "wrong one" not in told(caught.value) + repr(caught.value)


def test_a_password_is_not_sent_over_an_open_line() -> None:
    with pytest.raises(KnownError) as caught:
        with open_central("http://192.0.2.1/v1/projects/1", ("a", "b"), CALM):
            pass
    assert caught.value.code == "OPENROSA-UNSAFE"


def test_what_is_too_large_for_one_request_goes_in_several(
    server: Standin, records: Records
) -> None:
    server.state.limit = 100_000
    photos = [bytes([at]) * 40_000 for at in range(5)]
    name = visit(records, 1, *photos)
    assert send(records, server.url).sent == 1
    assert list(server.state.files[name].values()) == photos
    assert posts(server.state) == 3
    assert max(server.state.sizes) <= server.state.limit


def test_a_photo_too_large_for_the_server_is_told_and_the_rest_arrives(
    server: Standin, records: Records
) -> None:
    server.state.limit = 50_000
    name = visit(records, 1, b"small", bytes(60_000))
    visit(records, 2)
    report = send(records, server.url)
    assert [one.code for one in report.problems] == ["OPENROSA-FILE-TOO-LARGE"]
    number = records.visit(name).row.number
    assert number in told(report.problems[0])
    assert server.state.files[name] == {"p0-照片.jpg": b"small"}
    assert len(server.state.bodies) == 2
    server.state.limit = 100_000
    assert send(records, server.url).sent == 1
    assert len(server.state.files[name]) == 2


def test_bodies_stay_below_any_limit() -> None:
    files = {f'a"{at}.jpg': bytes(at * 977) for at in range(40)}
    sent = Submission("uuid:1", "heat", "1", b"<data/>" * 100, files)
    for limit in (5_000, 20_000, 10**6):
        several, too_large = requests(sent, limit)
        assert all(len(one.body) <= limit for one in several)
        names = [name for one in several for name in one.files]
        assert sorted([*names, *too_large]) == sorted(files)
        assert [b"*isIncomplete*" in one.body for one in several] == (
            [True] * (len(several) - 1) + [False]
        )


def test_edits_go_after_what_they_edit(server: Standin, records: Records) -> None:
    visit(records, 1, b"photo")
    visit(records, 1, b"photo", revision=1, edits=0)
    last = visit(records, 1, b"photo", b"another", revision=2, edits=1)
    assert send(records, server.url).sent == 3
    assert server.state.heads == {instance(1): last}
    assert len(server.state.files[last]) == 2


def test_what_was_edited_there_is_a_conflict_and_the_others_go(
    server: Standin, records: Records
) -> None:
    name = visit(records, 1)
    assert send(records, server.url).sent == 1
    # Somebody edited it on the server.
    server.state.bodies["uuid:theirs"] = b"<theirs/>"
    server.state.heads[name] = "uuid:theirs"
    visit(records, 1, revision=1, edits=0)
    visit(records, 2)
    report = send(records, server.url)
    assert (report.sent, report.known) == (1, 1)
    assert [one.code for one in report.problems] == ["OPENROSA-CONFLICT"]
    assert records.visit(name).row.number in told(report.problems[0])


def test_another_laptop_that_sends_the_same_register_is_told_nothing(
    server: Standin, records: Records
) -> None:
    visit(records, 1, b"photo")
    visit(records, 1, b"photo", revision=1, edits=0)
    assert send(records, server.url).sent == 2
    # It knows nothing of what went, and the server takes no first version any more.
    shutil.rmtree(records.folder / "openrosa")
    assert send(records, server.url) == SendReport(1, 0, ())
    assert server.state.heads == {instance(1): instance(1, 1)}


@pytest.mark.parametrize(
    ("what", "code"),
    [("closed", "CLOSED"), ("deleted", "DELETED"), ("forbidden", "FORM-FORBIDDEN")],
)
def test_what_a_server_says_in_words_has_a_sentence(
    server: Standin, records: Records, what: str, code: str
) -> None:
    name = visit(records, 1)
    getattr(server.state, what).add(name if what == "deleted" else "heat")
    key = server.url.replace("/v1/", "/v1/key/abc/")
    server.state.keys.add("abc")
    problem = send(records, key).problems[0]
    assert problem.code == f"OPENROSA-{code}"
    assert records.visit(name).row.number in told(problem)


def test_an_edit_of_what_was_purged_there_is_told(
    server: Standin, records: Records
) -> None:
    visit(records, 1)
    assert send(records, server.url).sent == 1
    server.state.bodies.clear()
    server.state.heads.clear()
    visit(records, 1, revision=1, edits=0)
    problem = send(records, server.url).problems[0]
    assert problem.code == "OPENROSA-NO-BASE"
    assert told(problem)


def test_a_proxy_that_takes_less_than_the_server_tells_is_served(
    server: Standin, records: Records
) -> None:
    server.state.takes = 50_000
    name = visit(records, 1, bytes(30_000), b"1" * 40_000, bytes(60_000), b"small")
    report = send(records, server.url)
    assert [one.code for one in report.problems] == ["OPENROSA-FILE-TOO-LARGE"]
    assert [len(data) for data in server.state.files[name].values()] == [
        30_000, 40_000, 5,
    ]  # fmt: skip


def test_the_same_id_with_another_body_is_a_conflict(
    server: Standin, records: Records
) -> None:
    server.state.bodies[visit(records, 1)] = b"<another/>"
    report = send(records, server.url)
    assert [one.code for one in report.problems] == ["OPENROSA-CONFLICT"]


def test_a_form_that_the_server_lacks_is_told_and_then_published(
    server: Standin, records: Records
) -> None:
    server.state.forms.clear()
    visit(records, 1)
    problem = send(records, server.url).problems[0]
    assert problem.code == "OPENROSA-NO-FORM"
    assert "heat" in told(problem)
    with Server(server.url, None, CALM) as opened:
        assert Central(opened).publish("heat", "1", form()).new
        assert opened.forms()[0].hash == f"md5:{hashlib.md5(form()).hexdigest()}"
    assert send(records, server.url).sent == 1


def test_a_form_that_central_refuses_is_told_in_its_words(server: Standin) -> None:
    with Server(server.url, None, CALM) as opened:
        with pytest.raises(KnownError) as caught:
            Central(opened).publish("none", "1", b"<h/>")
    assert caught.value.code == "OPENROSA-FORM-REFUSED"
    assert "Required parameter formId missing. " in told(caught.value)


@pytest.mark.parametrize("status", [202, 400, 403, 413, 500, 503])
def test_every_answer_is_told(server: Standin, records: Records, status: int) -> None:
    server.state.accepted = status
    name = visit(records, 1)
    number = records.visit(name).row.number
    codes = {400: "ANSWER", 403: "FORM-FORBIDDEN", 413: "TOO-LARGE", 500: "ANSWER"}
    if status == 202:
        assert send(records, server.url).sent == 1
    elif status == 503:
        with pytest.raises(KnownError) as caught:
            send(records, server.url)
        assert caught.value.code == "OPENROSA-BUSY"
        assert told(caught.value)
    else:
        problem = send(records, server.url).problems[0]
        assert problem.code == f"OPENROSA-{codes[status]}"
        assert problem.fields["visit"] == number
        assert told(problem)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_transfer_cut_anywhere_is_resumed_and_nothing_is_double(
    server: Standin, records: Records, sealed: bool
) -> None:
    server.state.limit = 30_000
    private, key = _key()
    records.put_form(form("2", key), "test")
    server.state.forms["heat"]["2"] = b"<x/>"
    version = "2" if sealed else "1"
    photos = [bytes(20_000), bytes(15_000)]
    visit(records, 1, *photos, version=version)
    visit(records, 1, photos[0], revision=1, edits=0, version=version)
    with cutting(server.port) as cutter:
        url = server.url.replace(str(server.port), str(cutter.port))
        for at in range(0, 70_000, 7_900):
            cutter.passed, cutter.cut_at = 0, at
            server.state.bodies.clear()
            server.state.heads.clear()
            server.state.files.clear()
            shutil.rmtree(records.folder / "openrosa", ignore_errors=True)
            _send_until_done(records, url)
            held = {name: len(files) for name, files in server.state.files.items()}
            assert held == {instance(1): 2 + sealed, instance(1, 1): 1 + sealed}
            if sealed:
                body, files = server.state.bodies[instance(1)], held_files(server)
                assert list(decrypted(private, body, files).values())[:2] == photos
            else:
                assert server.state.heads == {instance(1): instance(1, 1)}
        assert cutter.cuts > 5


def held_files(server: Standin) -> dict[str, bytes]:
    return server.state.files[instance(1)]


def _send_until_done(records: Records, url: str) -> None:
    for _ in range(3):
        try:
            report = send(records, url)
        except KnownError as error:
            if error.code not in ("OPENROSA-CUT", "OPENROSA-UNREACHED"):
                raise
            continue
        assert report.problems == ()
        return
    pytest.fail("cut once, and still not sent")


def test_a_silent_server_ends_with_a_sentence(
    server: Standin, records: Records
) -> None:
    visit(records, 1)
    with cutting(server.port) as cutter:
        cutter.silent_at = 100
        url = server.url.replace(str(server.port), str(cutter.port))
        with pytest.raises(KnownError) as caught:
            send(records, url, HASTY)
        assert caught.value.code == "OPENROSA-STALLED"
        assert told(caught.value)


@pytest.mark.parametrize(
    "url", ["", "central", "ftp://host/x", "https://u:p@host/v1/projects/1"]
)
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(KnownError, match="OPENROSA-ADDRESS"):
        check_url(url)


def test_an_exported_register_is_taken_by_a_server_as_it_lies(
    server: Standin, records: Records, tmp_path: Path
) -> None:
    visit(records, 1, b"photo")
    last = visit(records, 1, b"photo", revision=1, edits=0)
    visit(records, 2)
    report = export(records, tmp_path / "out")
    assert (report.forms, report.submissions, report.files) == (1, 3, 2)
    assert [file.read_bytes() for file in (tmp_path / "out/heat").glob("*.xml")] == [
        form()
    ]
    with Server(server.url, None, CALM) as opened:
        for place in sorted((tmp_path / "out/heat/instances").iterdir()):
            files = {
                file.name: file.read_bytes()
                for file in place.iterdir()
                if file.name != "submission.xml"
            }
            xml = (place / "submission.xml").read_bytes()
            assert opened.send(Submission("", "heat", "1", xml, files)) == ()
    assert server.state.heads[instance(1)] == last
    assert len(server.state.bodies) == 3
    with pytest.raises(KnownError, match="OPENROSA-FOLDER"):
        export(records, tmp_path / "out")


def _key() -> tuple[rsa.RSAPrivateKey, str]:
    private = rsa.generate_private_key(65537, 2048)
    public = private.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, base64.b64encode(public).decode()


def _opened(private: rsa.RSAPrivateKey, text: str) -> bytes:
    oaep = rsa_padding.OAEP(rsa_padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    return private.decrypt(base64.b64decode(text), oaep)


def decrypted(
    private: rsa.RSAPrivateKey, manifest: bytes, files: dict[str, bytes]
) -> dict[str, bytes]:
    """Open a submission as the holder of the private key does; check its signature."""
    root = etree.fromstring(manifest)
    names = [one.text or "" for one in root.iter("{*}file")]
    names.append(root.findtext("{*}encryptedXmlFile") or "")
    sealed_key = root.findtext("{*}base64EncryptedKey") or ""
    key = _opened(private, sealed_key)
    instance_id = root.findtext(".//{*}instanceID") or ""
    seed = list(hashlib.md5(instance_id.encode() + key).digest())
    found = {}
    for at, name in enumerate(names):
        seed[at % 16] = (seed[at % 16] + 1) & 0xFF
        cipher = Cipher(algorithms.AES256(key), CFB(bytes(seed))).decryptor()
        pad = padding.PKCS7(128).unpadder()
        data = cipher.update(files[name]) + cipher.finalize()
        found[name.removesuffix(".enc")] = pad.update(data) + pad.finalize()
    told = [root.get("id"), root.get("version"), sealed_key, instance_id]
    lines = [line for line in told if line is not None]
    lines += [
        f"{name}::{hashlib.md5(data).hexdigest()}" for name, data in found.items()
    ]
    digest = hashlib.md5("".join(f"{line}\n" for line in lines).encode()).digest()
    signature = root.findtext("{*}base64EncryptedElementSignature") or ""
    assert _opened(private, signature) == digest
    return found


def test_an_encrypted_submission_opens_with_the_private_key_only() -> None:
    private, key = _key()
    files = {f"p{at}.jpg": bytes([at]) * (at * 7 + 16) for at in range(20)}
    plain = Submission("uuid:1", "heat", "1", "<data>密</data>".encode(), files)
    sealed = encrypted(plain, key)
    assert sealed.instance_id == "uuid:1"
    assert b'encrypted="yes"' in sealed.xml
    opened = decrypted(private, sealed.xml, dict(sealed.files))
    assert opened == {**files, "submission.xml": plain.xml}
    with pytest.raises(KnownError, match="OPENROSA-KEY"):
        encrypted(plain, "AAAA")


def test_an_edit_of_a_form_without_version_is_sealed_with_all_its_files() -> None:
    private, key = _key()
    xml = (
        b'<data id="heat" xmlns:orx="http://openrosa.org/xforms"><orx:meta>'
        b"<orx:instanceID>uuid:2</orx:instanceID>"
        b"<orx:deprecatedID>uuid:1</orx:deprecatedID></orx:meta></data>"
    )
    # Of no bytes, of one whole block, and a log.
    files = {"empty.jpg": b"", "block.jpg": b"x" * 16, "audit.csv": b"event\n"}
    sealed = encrypted(Submission("uuid:2", "heat", "", xml, files), key)
    root = etree.fromstring(sealed.xml)
    assert "version" not in root.attrib
    assert root.findtext(".//{http://openrosa.org/xforms}deprecatedID") == "uuid:1"
    opened = decrypted(private, sealed.xml, dict(sealed.files))
    assert opened == {**files, "submission.xml": xml}


def test_a_form_that_asks_for_it_is_sent_encrypted(
    server: Standin, tmp_path: Path
) -> None:
    private, key = _key()
    assert public_key(form("1", key)) == key
    with workspace(tmp_path / "worker") as records:
        records.put_form(form("1", key), "test")
        name = visit(records, 1, b"photo")
        xml = records.visit(name).shown.xml
        assert send(records, server.url).sent == 1
        assert not list((records.folder / "openrosa").rglob("xml"))
    body, files = server.state.bodies[name], server.state.files[name]
    assert "温度".encode() not in body
    assert decrypted(private, body, files) == {
        "p0-照片.jpg": b"photo",
        "submission.xml": xml,
    }


def test_a_visit_whose_form_is_not_here_is_not_sent_in_the_clear(
    server: Standin, tmp_path: Path
) -> None:
    with workspace(tmp_path / "worker") as records:
        visit(records, 1)
        problem = send(records, server.url).problems[0]
    assert problem.code == "OPENROSA-NO-SHELF"
    assert told(problem)
    assert server.state.bodies == {}
