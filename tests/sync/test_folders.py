"""Folders: each passes the contract; a pulled, full or locked stick is told."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.errors import KnownError
from sync.folders import Folder, directory
from sync.folders.directory import DirectoryFolder
from sync.folders.memory import MemoryFolder
from sync.folders.meter import MeteredFolder
from tests.sync.folder_contract import FolderContract, code_of


class TestDirectoryFolder(FolderContract):
    """Plain files."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Folder:
        return DirectoryFolder(tmp_path)


class TestMemoryFolder(FolderContract):
    """In memory."""

    @pytest.fixture
    def folder(self) -> Folder:
        return MemoryFolder()


class TestMeteredFolder(FolderContract):
    """Another one, counted."""

    @pytest.fixture
    def folder(self) -> Folder:
        return MeteredFolder(MemoryFolder())


def test_what_moves_is_counted_both_ways() -> None:
    folder = MeteredFolder(MemoryFolder())
    assert folder.moved.bytes_per_s == 0
    folder.put_new("gv1/x", b"12345")
    folder.put_new("gv1/x", b"12345")
    folder.get("gv1/x", 9)
    moved = folder.moved
    assert (moved.out_bytes, moved.in_bytes) == (5, 5)
    assert moved.bytes_per_s > 0


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 256 KB."""
    stick = tmp_path / "stick"
    stick.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("a file system of its own needs the right to mount")
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(stick)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("the system lets nobody mount here")
    yield stick
    subprocess.run(["umount", "-l", str(stick)], check=False)


@pytest.fixture
def fat_stick(tmp_path: Path) -> Iterator[Path]:
    """A FAT file system as on sticks, through the FUSE driver."""
    if not (shutil.which("fusefat") and shutil.which("mkfs.vfat")):
        pytest.skip("fusefat and mkfs.vfat are not installed")
    image, stick = tmp_path / "image", tmp_path / "fat"
    image.write_bytes(bytes(2 * 1024 * 1024))
    stick.mkdir()
    subprocess.run(["mkfs.vfat", str(image)], capture_output=True, check=True)
    mount = ["fusefat", "-o", "rw+", str(image), str(stick)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("the system lets nobody mount here")
    yield stick
    subprocess.run(["umount", "-l", str(stick)], check=False)


def test_a_missing_directory_is_gone_and_never_made(tmp_path: Path) -> None:
    folder = DirectoryFolder(tmp_path / "stick")
    assert code_of(folder.probe) == "FOLDER-GONE"
    assert code_of(folder.list, "gv1") == "FOLDER-GONE"
    assert code_of(folder.stat, "x") == "FOLDER-GONE"
    assert code_of(folder.get, "x", 9) == "FOLDER-GONE"
    assert code_of(folder.put_new, "gv1/x", b"") == "FOLDER-GONE"
    assert code_of(folder.delete, "x") == "FOLDER-GONE"
    assert not (tmp_path / "stick").exists()


def test_a_file_in_the_place_of_the_directory_is_gone(tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"")
    assert code_of(DirectoryFolder(tmp_path / "stick").probe) == "FOLDER-GONE"


def test_a_full_stick_is_told_and_leaves_no_rest(small_stick: Path) -> None:
    folder = DirectoryFolder(small_stick)
    assert folder.put_new("gv1/small", bytes(1000))
    assert code_of(folder.put_new, "gv1/large", bytes(10**6)) == "FOLDER-FULL"
    assert [entry.name for entry in folder.list("")] == ["gv1/small"]
    assert [file.name for file in (small_stick / "gv1").iterdir()] == ["small"]
    assert folder.put_new("gv1/next", bytes(1000))


def test_a_stick_mounted_read_only_is_told(small_stick: Path) -> None:
    folder = DirectoryFolder(small_stick)
    folder.put_new("gv1/x", b"one")
    subprocess.run(["mount", "-o", "remount,ro", str(small_stick)], check=True)
    assert not folder.probe().writable
    assert code_of(folder.put_new, "gv1/y", b"two") == "FOLDER-READONLY"
    assert code_of(folder.delete, "gv1/x") == "FOLDER-READONLY"
    assert folder.get("gv1/x", 10) == b"one"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_directory_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    folder = DirectoryFolder(tmp_path)
    assert not folder.probe().writable
    assert code_of(folder.put_new, "x", b"") == "FOLDER-READONLY"
    tmp_path.chmod(0o700)


def test_a_stick_pulled_between_two_files_is_gone(small_stick: Path) -> None:
    folder = DirectoryFolder(small_stick / "inner")
    (small_stick / "inner").mkdir()
    folder.put_new("gv1/x", b"one")
    subprocess.run(["umount", "-l", str(small_stick)], check=True)
    assert code_of(folder.put_new, "gv1/y", b"two") == "FOLDER-GONE"
    assert code_of(folder.list, "") == "FOLDER-GONE"


def test_the_limit_of_a_process_is_told_as_full(tmp_path: Path) -> None:
    """Where nothing can be mounted, a limit on file size is the nearest thing."""
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from forms.errors import KnownError\n"
        "from sync.folders.directory import DirectoryFolder\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: DirectoryFolder(Path(sys.argv[1])).put_new('a/x', bytes(9000))\n"
        "except KnownError as error: print(error.code)\n"
    )
    pytest.importorskip("resource", reason="limits of a process are POSIX's")
    command = [sys.executable, "-c", script, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "FOLDER-FULL", told.stderr
    assert list((tmp_path / "a").iterdir()) == []


def test_fat_keeps_what_was_put(fat_stick: Path) -> None:
    folder = DirectoryFolder(fat_stick)
    name = "gv1/in/0123456789abcdef/202612/1-30-0123456789abcdef.gvb"
    assert folder.put_new(name, b"bundle")
    assert folder.get(name, 100) == b"bundle"
    assert [entry.name for entry in folder.list("gv1")] == [name]
    # This driver says "not permitted" where FAT itself is full.
    code = code_of(folder.put_new, "gv1/large", bytes(4 * 10**6))
    assert code in ("FOLDER-FULL", "FOLDER-READONLY")
    assert [entry.name for entry in folder.list("gv1")] == [name]


def test_leftovers_links_and_odd_names_are_not_listed(tmp_path: Path) -> None:
    folder = DirectoryFolder(tmp_path)
    folder.put_new("gv1/x", b"one")
    (tmp_path / "gv1" / "y.part").write_bytes(b"half")
    (tmp_path / "照片 1.jpg").write_bytes(b"private")
    (tmp_path / "gv1" / "link").symlink_to("/etc/passwd")
    assert [entry.name for entry in folder.list("")] == ["gv1/x"]
    assert code_of(folder.get, "gv1/link", 10**6) == "FOLDER-MISSING"


def test_a_rest_of_an_earlier_pull_is_written_over(tmp_path: Path) -> None:
    folder = DirectoryFolder(tmp_path)
    (tmp_path / "x.part").write_bytes(b"half of it")
    assert folder.put_new("x", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["x"]


def test_memory_folder_can_be_full_locked_or_gone() -> None:
    folder = MemoryFolder(capacity=10)
    folder.put_new("a", b"12345")
    assert code_of(folder.put_new, "b", b"123456") == "FOLDER-FULL"
    folder.writable = False
    assert code_of(folder.put_new, "b", b"1") == "FOLDER-READONLY"
    folder.present = False
    with pytest.raises(KnownError, match="FOLDER-GONE"):
        folder.list("")


def test_an_empty_place_where_a_stick_was_is_not_the_stick(tmp_path: Path) -> None:
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk here")
    stick = Path(tempfile.mkdtemp(dir=memory))
    place, bare = tmp_path / "usb", tmp_path / "bare"
    bare.mkdir()
    place.symlink_to(stick)
    folder = DirectoryFolder(place)
    try:
        folder.put_new("gv1/x", b"one")
        place.unlink()
        place.symlink_to(bare)
        assert code_of(folder.put_new, "gv1/y", b"two") == "FOLDER-GONE"
        assert code_of(folder.list, "gv1") == "FOLDER-GONE"
        assert list(bare.iterdir()) == []
    finally:
        shutil.rmtree(stick)


def test_a_file_that_is_removed_while_others_are_listed_hides_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DirectoryFolder(tmp_path)
    names = [f"gv1/{at}" for at in range(9)]
    for name in names:
        folder.put_new(name, b"one")
    removed: list[str] = []
    is_safe = directory.is_safe

    def removing(name: str) -> bool:
        # The other laptop takes its own away at this very moment.
        if name in names and not removed:
            (tmp_path / name).unlink()
            removed.append(name)
        return is_safe(name)

    monkeypatch.setattr(directory, "is_safe", removing)
    assert [one.name for one in folder.list("gv1")] == [
        name for name in names if name not in removed
    ]
