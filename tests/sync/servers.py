"""Real servers on 127.0.0.1 for the folders, each with files in a folder of its own."""

import contextlib
import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from tools import ROOT

__all__ = ["replace"]
USER, PASSWORD = "worker", "pass word"
START_S = 40
# A proxy of this machine has no way to its loopback servers.
os.environ["NO_PROXY"] = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running server; `root` is where its files lie, if it has any."""

    port: int
    root: Path


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@contextlib.contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """Run a server until the block ends; it answers on `port` when it begins."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            # smbd ends by a signal to its whole group, which were the tests' own.
            start_new_session=True,
        )
        try:
            _wait_for(port, process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + START_S
    while time.monotonic() < ends:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.05)
    pytest.fail(f"the server did not start: {log.read_text(errors='replace')}")


@contextlib.contextmanager
def wsgidav(place: Path, login: str = "") -> Iterator[Server]:
    """WsgiDAV; `login` is "", "basic" or "digest"."""
    pytest.importorskip("wsgidav", reason="WsgiDAV is not installed (pip)")
    port, root = free_port(), place / "files"
    root.mkdir()
    users: object = {USER: {"password": PASSWORD}} if login else True
    config = {
        "host": "127.0.0.1",
        "port": port,
        "provider_mapping": {"/dav": str(root)},
        "simple_dc": {"user_mapping": {"*": users}},
        "http_authenticator": {
            "accept_basic": login == "basic",
            "accept_digest": login == "digest",
            "default_to_digest": login == "digest",
        },
        "logging": {"enable": False},
        "server": "cheroot",
    }
    file = place / "wsgidav.json"
    file.write_text(json.dumps(config))
    code = "from wsgidav.server.server_cli import run; run()"
    command = [sys.executable, "-W", "ignore", "-c", code, "--config", str(file)]
    with running(command, port, place / "wsgidav.log"):
        yield Server(port, root)


NGINX = """
{module}
daemon off; master_process off; pid {place}/nginx.pid; error_log stderr;
{user}
events {{ }}
http {{
  access_log off;
  client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
  client_max_body_size 8m;
  server {{
    listen 127.0.0.1:{port};
    location /dav/ {{
      root {place}/root;
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS;
      dav_access user:rw;
    }}
  }}
}}
"""
DAV_EXT = Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")


@contextlib.contextmanager
def nginx(place: Path) -> Iterator[Server]:
    """Nginx with its WebDAV modules."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None or not DAV_EXT.exists():
        pytest.skip("nginx with libnginx-mod-http-dav-ext is not installed (apt)")
    port, root = free_port(), place / "root" / "dav"
    root.mkdir(parents=True)
    file = place / "nginx.conf"
    file.write_text(
        NGINX.format(
            module=f"load_module {DAV_EXT};",
            user=f"user {getpass.getuser()};" if os.geteuid() == 0 else "",
            place=place,
            port=port,
        )
    )
    command = [program, "-e", "stderr", "-c", str(file), "-p", str(place)]
    with running(command, port, place / "nginx.log"):
        yield Server(port, root)


@contextlib.contextmanager
def s3(place: Path) -> Iterator[Server]:
    """Moto's S3, in memory; the bucket "grid-bucket" is there."""
    pytest.importorskip("moto", reason="moto is not installed (pip)")
    port = free_port()
    code = "from moto.server import main; main()"
    words = ["-H", "127.0.0.1", "-p", str(port)]
    command = [sys.executable, "-W", "ignore", "-c", code, *words]
    with running(command, port, place / "moto.log"):
        url = f"http://127.0.0.1:{port}/grid-bucket"
        httpx.put(url).raise_for_status()
        yield Server(port, place)


S3RVER, S3RVER_KEY = "s3rver@3.7.1", "S3RVER"


@contextlib.contextmanager
def s3rver(place: Path) -> Iterator[Server]:
    """S3rver, of another author: on the disk, and it checks every signature."""
    program = _from_npm(S3RVER)
    root, port = place / "files", free_port()
    root.mkdir()
    words = ["-d", str(root), "-a", "127.0.0.1", "-p", str(port), "--no-vhost-buckets"]
    made = ["--configure-bucket", "grid-bucket"]
    # It hides where a long listing goes on by a cipher that OpenSSL calls old.
    node = ["node", "--openssl-legacy-provider", str(program)]
    with running([*node, *words, *made], port, place / "s3rver.log"):
        yield Server(port, root)


def _from_npm(package: str) -> Path:
    """Return the program of a package, kept in out/ once it was fetched."""
    name = package.partition("@")[0]
    place = ROOT / "out" / name
    program = place / "node_modules" / ".bin" / name
    if program.exists():
        return program
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node and npm are not installed (apt)")
    place.mkdir(parents=True, exist_ok=True)
    words = ["--silent", "--no-save", "--no-audit", "--no-fund", "--fetch-retries=0"]
    fetch = ["npm", "install", *words, package]
    try:
        done = subprocess.run(fetch, cwd=place, check=False, timeout=60)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm does not fetch {package} in time")
    if done.returncode or not program.exists():
        pytest.skip(f"npm does not fetch {package} here")
    return program


SSHD = """
ListenAddress 127.0.0.1
Port {port}
HostKey {place}/host_key
AuthorizedKeysFile {place}/authorized
PidFile {place}/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 100
Subsystem sftp {sftp}
"""


@contextlib.contextmanager
def sshd(place: Path, sftp: str = "internal-sftp") -> Iterator[Server]:
    """OpenSSH with keys of its own; the user's key is `place`/user_key."""
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
    if program is None or shutil.which("ssh-keygen") is None:
        pytest.skip("openssh-server is not installed (apt)")
    if os.geteuid() == 0:
        # Debian's sshd wants this folder; its service makes it otherwise.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    port, root = free_port(), place / "files"
    root.mkdir()
    for name in ("host_key", "user_key"):
        make_key(place / name)
    (place / "authorized").write_text((place / "user_key.pub").read_text())
    file = place / "sshd_config"
    file.write_text(SSHD.format(port=port, place=place, sftp=sftp))
    command = [program, "-D", "-e", "-f", str(file)]
    with running(command, port, place / "sshd.log"):
        yield Server(port, root)


def make_key(file: Path) -> None:
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)]
    subprocess.run(command, check=True)
