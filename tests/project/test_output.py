from __future__ import annotations

import os
from pathlib import Path

import pytest

from exporter.errors import OutputError
from exporter.output import write_atomically


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    write_atomically(tmp_path / "dist" / "a" / "a.txt", b"words")

    assert (tmp_path / "dist" / "a" / "a.txt").read_bytes() == b"words"


def test_a_file_is_replaced_and_nothing_else_left(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_rename_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError, match="no space left on device") as caught:
        write_atomically(path, b"new")

    assert caught.value.exit_code == 5
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_is_replaced_and_its_target_untouched(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"precious")
    link = tmp_path / "a.txt"
    link.symlink_to(target)

    write_atomically(link, b"new")

    assert target.read_bytes() == b"precious"
    assert link.read_bytes() == b"new"
    assert not link.is_symlink()


def test_a_file_in_the_folders_place_is_named_as_the_cause(tmp_path: Path) -> None:
    (tmp_path / "dist").write_bytes(b"a file")

    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / "dist" / "a.txt", b"words")

    assert "a file stands where a folder is needed" in caught.value.hint


def test_a_folder_in_the_files_place_is_named_as_the_cause(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()

    with pytest.raises(OutputError) as caught:
        write_atomically(tmp_path / "a.txt", b"words")

    assert "a folder stands where the file belongs" in caught.value.hint
    assert list(tmp_path.iterdir()) == [tmp_path / "a.txt"]


def test_a_left_over_temporary_file_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / f".a.txt.{os.getpid()}-0.tmp").write_bytes(b"left over")

    write_atomically(tmp_path / "a.txt", b"words")

    assert (tmp_path / "a.txt").read_bytes() == b"words"
