"""The wheel and the sdist: whole, alike, and each enough to work with when it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("the programs of a venv stand elsewhere there", allow_module_level=True)

from installed_program import PACKAGES, ROOT, InstalledProgram, own_files

pytestmark = pytest.mark.slow

_NEEDED_IN_SDIST = ("tests", "docs", "bench", "packaging", "requirements")


@dataclass(frozen=True)
class Built:
    """What was built from the tree."""

    wheel: Path
    sdist: Path
    unpacked: Path
    """The sdist as a folder."""


def hatchling(source: Path, target: Path, *kinds: str) -> None:
    """Build from a source tree without a network, with the build tool that the tests have."""
    command = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        *(f"--target={kind}" for kind in kinds),
        f"--directory={target}",
    ]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a wheel and an sdist of the tree."""
    target = tmp_path_factory.mktemp("gebouwd")
    hatchling(ROOT, target, "wheel", "sdist")
    (wheel,), (sdist,) = target.glob("*.whl"), target.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(target, filter="data")
    return Built(wheel, sdist, target / sdist.name.removesuffix(".tar.gz"))


def pip(environment: Path, *words: str) -> None:
    """Let pip work in an environment, on files that are here."""
    command = [sys.executable, "-m", "pip", "--python", str(environment / "bin" / "python"), *words]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PIP_NO_INDEX": "1"})


def beside_our_libraries(folder: Path) -> Path:
    """Return a new environment that sees the libraries that are installed here, but nothing that this one links to.

    A path file adds a folder to where Python looks, and leaves the path files in that folder unread: a checkout that is
    installed as it stands (`pip install -e`) is not seen.
    """
    venv.create(folder, with_pip=False, symlinks=True)
    inside = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    libraries = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (Path(inside) / "our_libraries.pth").write_text("".join(f"{library}\n" for library in libraries))
    return folder


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_what_is_installed_from_it_works_for_a_day_and_leaves_the_store(
    built: Built, tmp_path: Path, kind: str
) -> None:
    """All of the program comes from it and nothing from here; taken away again, it leaves what its user made."""
    environment = beside_our_libraries(tmp_path / "omgeving")
    # The libraries may hold the program too, with the same version: pip would take that for the one that is asked for.
    pip(environment, "install", "--no-deps", "--no-build-isolation", "--ignore-installed", str(getattr(built, kind)))
    where = f"import {', '.join(PACKAGES)}; print(*(package.__file__ for package in ({', '.join(PACKAGES)})))"
    found = subprocess.run(
        [environment / "bin" / "python", "-I", "-c", where], check=True, capture_output=True, text=True, cwd=tmp_path
    ).stdout.split()
    assert len(found) == len(PACKAGES)
    assert all(Path(file).is_relative_to(environment) for file in found), found
    home = tmp_path / "thuis"
    home.mkdir()
    program = InstalledProgram(environment / "bin" / "zorgarrangeur", home)
    assert program.run("--version").startswith("zorgarrangeur ")
    if kind == "wheel":
        assert program.answer("demo")["pupils"]
    store = program.use_for_a_day()
    before = sorted(path.name for path in store.iterdir())
    pip(environment, "uninstall", "--yes", "zorgarrangeur")
    assert not program.program.exists()
    assert sorted(path.name for path in store.iterdir()) == before
    assert "zorg.db" in before


def test_the_wheel_holds_every_file_of_the_program_and_no_other(built: Built) -> None:
    """Rules, styles, templates and migrations are in it as they are in the tree; tests are not."""
    with zipfile.ZipFile(built.wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        assert names == own_files(ROOT)
        assert {name for name in names if archive.read(name) != (ROOT / name).read_bytes()} == set()


def test_a_wheel_of_the_sdist_is_the_same(built: Built, tmp_path: Path) -> None:
    """Who builds from the sdist gets the same files to the byte."""
    hatchling(built.unpacked, tmp_path, "wheel")
    (again,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built.wheel) as one, zipfile.ZipFile(again) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_the_sdist_holds_what_its_own_tests_need(built: Built) -> None:
    """Every test in it can be collected there, and those that read the documents pass."""
    for folder in _NEEDED_IN_SDIST:
        assert (built.unpacked / folder).is_dir(), folder
    reading = ["tests/storage/test_format_page.py", "tests/storage/test_own_vectors.py"]
    for words in (["--collect-only", "-m", ""], reading):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *words],
            cwd=built.unpacked,
            env={name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV_"))},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
