"""Whatever is wrong with files, options and streams becomes a message in one line, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner

from opendecide.cli import program
from opendecide.errors import InvalidFileError, OpendecideError

GOOD = "organisation: {name: X, country: FR}\nworkloads: [{id: a, task_type: coding}]\n"
INVALID = Path(__file__).parents[2] / "invalid"
QUICK = ("--fast", "--samples", "64")


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def good(tmp_path):
    file = tmp_path / "good.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def run(*arguments, **more):
    done = CliRunner().invoke(program, list(map(str, arguments)), **more)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\n\n# only a comment first\n" + GOOD.encode(),
        b"---\n" + GOOD.encode() + b"...\n",
    ],
    ids=["byte order mark", "Windows lines", "old Mac lines", "comment", "document marks"],
)
def test_text_as_other_systems_write_it_is_read(tmp_path, content):
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    assert run("validate", file).exit_code == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "OD005"),
        (b"  \n\n", "OD005"),
        (GOOD.encode("utf-16"), "OD003"),
        ("organisation: {name: é}".encode("latin-1"), "OD003"),
        (bytes(range(256)), "OD003"),
        (b"\0", "OD004"),
        (b"\x1f\x8b\x08\0", "OD003"),
        (b'name: "\\ud800"', "OD006"),
        (b"x" * 1_100_000, "OD002"),
        (b"- " * 400_000, "OD009"),
        (b"[" * 10_000, "OD009"),
        (b"{a: " * 10_000, "OD009"),
        (b"a: &a [*a]", "OD011"),
        (b"%YAML 9.9\n---\na: 1", "OD"),
    ],
)
def test_what_is_no_profile_is_refused_in_one_line(tmp_path, content, code):
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    done = run("validate", file)
    assert done.exit_code == 1
    assert f"[{code}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


NO_FILES = ["", ".", "nothing.yaml", "/dev/null", "/dev/zero", "x" * 300]


@pytest.mark.parametrize("path", NO_FILES)
@pytest.mark.parametrize("command", ["validate", "compare", "cost accuracy"])
def test_what_is_no_file_is_refused(command, path):
    twice = [path, path] if command == "compare" else [path]
    done = run(*command.split(), *twice)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_a_profile_may_come_from_standard_input(tmp_path):
    assert run("validate", "-", input=GOOD).exit_code == 0
    assert "<stdin>:1:1: The file is empty." in run("validate", "-", input="").stderr
    target = tmp_path / "r.md"
    assert run("recommend", "-", *QUICK, "-o", target, input=GOOD).exit_code == 0
    assert target.is_file()


def test_a_pipe_is_read_like_a_file(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({GOOD!r})"])
    assert run("validate", pipe).exit_code == 0
    assert writer.wait() == 0


@pytest.mark.parametrize(
    "setting",
    [
        "", "=", "a", "=3", ".=3", "a..b=3", "a=", "budget=3", "budget.horizon_years=",
        "budget.horizon_years=x", "budget.horizon_years=[", "workloads.9.id=3", "workloads=[]",
        "workloads=null", "organisation=null", "schema=2", "data.classes=5", "catalog.=3",
        "catalog.x.y=3", "catalog.offers=3", "catalog.offers.nothing.price_input=3",
        "catalog.models.gpt-oss-120b=3", "catalog.models.gpt-oss-120b.nothing=3",
        "catalog.models.gpt-oss-120b.context_tokens=much", "preferences.weights.cost=-3",
        "preferences.weights.nothing=3", "preferences.weights.cost=1e400", "x=" + "[" * 5000,
        "budget.horizon_years=!!python/object:os.system", "evidence.own_tests.0.passed=3",
        "organisation.name=\udcff",
    ],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused(good, setting):
    done = run("recommend", good, *QUICK, "--format", "json", "--set", setting)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "target", ["", "nowhere/r.md", "good.yaml/r.md", "x" * 300 + ".md", "/proc/r.md"]
)
def test_a_place_that_cannot_be_written_is_refused(good, target, monkeypatch):
    monkeypatch.chdir(good.parent)
    done = run("recommend", good, *QUICK, "--format", "md", "-o", target or good.parent)
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert [one.name for one in good.parent.iterdir()] == ["good.yaml"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no full disk")
def test_a_report_never_takes_the_place_of_its_profile(good, tmp_path):
    other = tmp_path / "link.md"
    other.symlink_to(good)
    for target in (good, other):
        done = run("recommend", good, *QUICK, "--format", "md", "-o", target)
        assert (done.exit_code, "This is the profile itself." in done.stderr) == (1, True)
    assert good.read_text(encoding="utf-8") == GOOD


def test_a_full_disk_is_told_and_a_device_is_never_replaced(good):
    for words in (["recommend", good, *QUICK, "--format", "json"], ["schema", "profile"]):
        done = run(*words, "-o", "/dev/full")
        assert done.exit_code == 1
        assert "no space is left on the disk" in done.stderr
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    ("failure", "status"),
    [(OSError(28, "No space left on device"), 1), (KeyboardInterrupt(), 130)],
    ids=["full disk", "Ctrl-C"],
)
def test_a_report_that_cannot_be_finished_leaves_nothing(good, monkeypatch, failure, status):
    target = good.parent / "r.md"
    target.write_text("old")

    def fail(*_arguments):
        raise failure

    monkeypatch.setattr(os, "replace", fail)
    done = run("recommend", good, *QUICK, "-o", target)
    assert done.exit_code == status
    assert target.read_text() == "old"
    assert {one.name for one in good.parent.rglob("*")} == {"good.yaml", "r.md"}


@pytest.mark.parametrize(
    "volume", ["requests_per_day: [0, 0, 1]", "users: 8e9", "batch: [0, 1e30]"]
)
def test_nothing_and_far_too_much_are_reported_as_well(tmp_path, volume):
    file = tmp_path / "x.yaml"
    file.write_text(GOOD.replace("coding}", f"coding, volume: {{{volume}}}}}"), encoding="utf-8")
    assert run("recommend", file, *QUICK, "--format", "md").exit_code == 0


def test_an_own_template_is_looked_for_before_any_work(good):
    ring = good.parent / "ring"
    ring.symlink_to(ring)
    done = run("recommend", good, "--template", ring, "--format", "md")
    assert done.exit_code == 1
    assert done.stderr == f"{ring}: There is no such folder. Check the path. [OD001]\n"


def test_a_link_stays_a_link(good):
    real, link = good.parent / "real.json", good.parent / "link.json"
    link.symlink_to(real)
    assert run("recommend", good, *QUICK, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("option", ["--criteria", "--catalog", "--template"])
def test_a_folder_that_may_not_be_read_is_told(good, option, monkeypatch):
    folder = good.parent / "folder"
    folder.mkdir()

    def refuse(_folder):
        raise PermissionError(13, "Permission denied")

    list_folder = Path.iterdir
    monkeypatch.setattr(
        Path, "iterdir", lambda one: (refuse if one == folder else list_folder)(one)
    )
    done = run("recommend", good, *QUICK, option, folder)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{folder}: The folder cannot be opened: permission denied.")


@pytest.mark.parametrize("content", ["", "[]", "null", "[" * 100_000, '{"a":' * 2000, "NaN", "\0"])
def test_what_is_no_recommendation_is_refused(tmp_path, content):
    file = tmp_path / "x.json"
    file.write_text(content, encoding="utf-8")
    done = run("compare", file, file)
    assert done.exit_code == 1
    assert "This is no recommendation" in done.stderr


@pytest.mark.parametrize("file", sorted(INVALID.glob("*.yaml")), ids=lambda one: one.stem)
def test_every_broken_file_is_told_in_french_without_english(file, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    done = run("validate", file)
    assert done.exit_code == 1
    for line in done.stderr.splitlines():
        said = line.partition(": ")[2]
        words = set(said.lower().replace(".", " ").split())
        assert not words & {"the", "is", "not", "while", "write", "found", "with", "there"}, line


def test_a_fault_can_be_said_in_another_language():
    error = InvalidFileError([])
    assert error.said(str.upper) == ""


def test_a_reason_inside_an_error_is_said_in_another_language_as_well():
    reason = OpendecideError("no {what}", what="weight")
    error = OpendecideError("{name}: {reason}", name="board", reason=reason)
    french = {"no {what}": "pas de {what}", "{name}: {reason}": "{name} : {reason}"}
    assert str(error) == "board: no weight"
    assert error.said(french.get) == "board : pas de weight"


# Streams, in processes of their own


def process(*words, **more):
    return subprocess.Popen(
        [sys.executable, "-m", "opendecide", *map(str, words)],
        text=True,
        stderr=subprocess.PIPE,
        **more,
    )


def test_a_reader_who_stops_reading_is_no_error():
    with process("catalog", "list", stdout=subprocess.PIPE) as child:
        child.stdout.readline()
        child.stdout.close()
        assert "Traceback" not in child.stderr.read()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no full disk")
def test_an_output_that_cannot_be_written_is_told():
    with Path("/dev/full").open("w") as full, process("explain", "cost", stdout=full) as child:
        assert child.stderr.read().count("\n") == 1
        assert child.wait() == 1


def test_ctrl_c_ends_with_130_and_leaves_nothing(tmp_path, good):
    words = ["-m", "opendecide", "recommend", str(good), "--samples", "200000"]
    child = pexpect.spawn(
        sys.executable, [*words, "-o", str(tmp_path / "r.md")], encoding="utf-8", timeout=120
    )
    child.expect("…")  # something takes more than a second, and says so
    child.sendintr()
    child.expect("Interrupted.")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert "Traceback" not in child.before
    assert [one.name for one in tmp_path.iterdir()] == ["good.yaml"]


@pytest.mark.parametrize("locale", ["C", "POSIX", "xx_XX.UTF-8", ""])
def test_any_locale_will_do(locale):
    environment = {
        "PATH": os.environ["PATH"],
        "LC_ALL": locale,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with process("explain", "cost", stdout=subprocess.PIPE, env=environment) as child:
        out, err = child.communicate()
    assert (child.returncode, err) == (0, "")
    assert out.startswith("Cost of use")


@pytest.mark.parametrize("width", ["20", "40", "200"])
def test_help_fits_any_terminal(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", width)
    done = run("recommend", "--help", terminal_width=int(width))
    assert done.exit_code == 0
