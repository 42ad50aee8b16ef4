from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from exporter.errors import OutputError
from exporter.output import remove_leftovers, stamp_of, write_atomically

ROOT = Path(__file__).parents[2]


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


# --- what was written -------------------------------------------------------------


def test_a_written_file_is_known_by_its_bytes_and_its_stamp(tmp_path: Path) -> None:
    written = write_atomically(tmp_path / "a.txt", b"words")

    assert written.sha256 == sha256(b"words").hexdigest()
    assert written.stamp == stamp_of(tmp_path / "a.txt")
    assert written.stamp.size == 5


def test_a_file_that_another_process_puts_in_the_place_has_another_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    rename = os.replace

    def replace_twice(source: Path, target: Path) -> None:
        rename(source, target)
        (tmp_path / "other").write_bytes(b"swords")
        rename(tmp_path / "other", target)

    monkeypatch.setattr(os, "replace", replace_twice)
    written = write_atomically(path, b"words")

    assert written.sha256 == sha256(b"words").hexdigest()
    assert written.stamp != stamp_of(path)


def test_only_a_regular_file_has_a_stamp(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "link").symlink_to("a.txt")

    assert stamp_of(tmp_path / "link") is None
    assert stamp_of(tmp_path) is None
    assert stamp_of(tmp_path / "none") is None
    assert stamp_of("a\0b") is None


# --- what killed writers leave -----------------------------------------------------

KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from exporter.output import write_atomically
def stop(*_):
    os.write(1, b"here")
    signal.pause()
os.fsync = stop
write_atomically(Path(sys.argv[1]), b"words")
"""


def start_writer(path: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_WRITING, path], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.read(4) == b"here"
    return process


@pytest.mark.skipif(sys.platform == "win32", reason="files are locked by flock")
def test_the_file_of_a_killed_writer_is_removed_and_that_of_a_running_one_stays(tmp_path: Path) -> None:
    with start_writer(tmp_path / "a.txt") as process:
        remove_leftovers(tmp_path)
        running = [path.name for path in tmp_path.iterdir()]
        process.kill()

    remove_leftovers(tmp_path)

    assert running == [f".a.txt.{process.pid}-0.tmp"]
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_temporary_files_is_removed(tmp_path: Path) -> None:
    names = ["a.txt", ".a.txt.tmp", ".a.1-1.tmp.txt", "a.txt.1-1.tmp", ".a.txt.x-1.tmp"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".folder.1-1.tmp").mkdir()
    (tmp_path / ".link.1-1.tmp").symlink_to("a.txt")

    remove_leftovers(tmp_path)
    remove_leftovers(tmp_path / "none")

    assert {path.name for path in tmp_path.iterdir()} == {*names, ".folder.1-1.tmp", ".link.1-1.tmp"}


def test_a_file_that_is_tidied_away_before_it_is_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = os.open
    made: list[Path] = []

    def open_and_lose(path: Path, *arguments: int) -> int:
        descriptor = create(path, *arguments)
        if not made:
            made.append(path)
            path.unlink()
        return descriptor

    monkeypatch.setattr(os, "open", open_and_lose)
    write_atomically(tmp_path / "a.txt", b"words")

    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert len(made) == 1
