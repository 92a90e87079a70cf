"""What is built can be installed and does the main job far from the checkout."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory):
    """Wheel and source distribution, built from what lies here."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def names_in(dist, pattern):
    (path,) = dist.glob(pattern)
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.namelist()
    with tarfile.open(path) as archive:
        return [name.partition("/")[2] for name in archive.getnames()]


def test_the_wheel_carries_rules_templates_and_sample_mails(dist):
    names = names_in(dist, "*.whl")
    for needed in (
        "assistant/judging/rules/english.toml",
        "assistant/templates/en/hiring_manager.txt.j2",
        "assistant/demo_mailbox/7-offer.eml",
        "assistant/config.example.toml",
        "assistant/journal/migrations/env.py",
        "assistant/py.typed",
    ):
        assert needed in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_source_distribution_carries_what_the_wheel_is_made_of(dist):
    names = names_in(dist, "*.tar.gz")
    for needed in ("templates/en/insider.txt.j2", "config.example.toml", "tests/test_sweep.py"):
        assert needed in names


def test_the_installed_wheel_runs_the_demo_far_from_the_checkout(dist, tmp_path):
    (wheel,) = dist.glob("*.whl")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", site, wheel], check=True)
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "demo"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "9 mails: 3 drafts" in done.stdout
    where = [sys.executable, "-c", "import assistant; print(assistant.__file__)"]
    environment = {**os.environ, "PYTHONPATH": str(site)}
    shown = subprocess.run(
        where, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.startswith(str(site))
