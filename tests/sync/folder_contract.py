"""The one suite that every Folder passes; subclass it and give `folder`."""

import pytest

from forms.errors import KnownError
from sync.folders import Entry, Folder


def code_of(call: object, *args: object) -> str:
    with pytest.raises(KnownError) as caught:
        call(*args)  # type: ignore[operator]
    assert "place" in caught.value.fields
    return caught.value.code


class FolderContract:
    """What every Folder keeps to."""

    @pytest.fixture
    def folder(self) -> Folder:
        raise NotImplementedError

    def test_what_was_put_is_got_and_listed(self, folder: Folder) -> None:
        assert folder.put_new("gv1/in/a/1-2.gvb", b"one")
        assert folder.put_new("gv1/in/b/1-2.gvb", b"three")
        assert folder.get("gv1/in/a/1-2.gvb", 100) == b"one"
        assert folder.stat("gv1/in/b/1-2.gvb") == Entry("gv1/in/b/1-2.gvb", 5)
        listed = folder.list("gv1/in")
        assert listed == (Entry("gv1/in/a/1-2.gvb", 3), Entry("gv1/in/b/1-2.gvb", 5))
        assert folder.list("") == listed
        assert folder.list("gv1/in/a") == listed[:1]

    def test_a_prefix_is_a_folder_and_no_beginning(self, folder: Folder) -> None:
        folder.put_new("gv1/in/ab/x", b"")
        assert folder.list("gv1/in/a") == ()
        assert folder.list("gv1/out") == ()

    def test_the_same_content_again_writes_nothing(self, folder: Folder) -> None:
        assert folder.put_new("gv1/x", b"one") is True
        assert folder.put_new("gv1/x", b"one") is False

    def test_a_file_is_never_replaced(self, folder: Folder) -> None:
        folder.put_new("gv1/x", b"one")
        assert code_of(folder.put_new, "gv1/x", b"two") == "FOLDER-TAKEN"
        assert code_of(folder.put_new, "gv1/x", b"o") == "FOLDER-TAKEN"
        assert folder.get("gv1/x", 10) == b"one"

    def test_empty_and_large_files_are_kept(self, folder: Folder) -> None:
        large = bytes(range(256)) * 4096
        folder.put_new("a/empty", b"")
        folder.put_new("a/large", large)
        assert folder.get("a/empty", 0) == b""
        assert folder.get("a/large", len(large)) == large

    def test_more_than_the_limit_is_refused(self, folder: Folder) -> None:
        folder.put_new("x", b"12345")
        assert folder.get("x", 5) == b"12345"
        assert code_of(folder.get, "x", 4) == "FOLDER-TOO-LARGE"

    def test_a_missing_file_is_told(self, folder: Folder) -> None:
        assert folder.stat("gv1/none") is None
        assert code_of(folder.get, "gv1/none", 9) == "FOLDER-MISSING"

    def test_a_deleted_file_is_gone_and_may_be_put_again(self, folder: Folder) -> None:
        folder.put_new("gv1/x", b"one")
        folder.delete("gv1/x")
        folder.delete("gv1/x")
        assert folder.stat("gv1/x") is None
        assert folder.put_new("gv1/x", b"two")

    def test_probe_tells_that_it_can_be_written(self, folder: Folder) -> None:
        room = folder.probe()
        assert room.writable
        assert room.free_bytes is None or room.free_bytes > 0

    @pytest.mark.parametrize(
        "name",
        [
            *("", "/etc/x", "../x", "a/../x", "a//b", "C:x", "a\\b", "a.", ".hidden"),
            *("x.part", "CON", "nul.gvb", "门", "a b", "a\nb", "x" * 101),
        ],
    )
    def test_a_name_that_some_system_cannot_hold_is_a_bug(
        self, folder: Folder, name: str
    ) -> None:
        with pytest.raises(ValueError, match="no name"):
            folder.put_new(name, b"")
        assert folder.list("") == ()
