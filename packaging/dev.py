"""Run, test and measure the program from a fresh clone, with nothing but Python 3.11 or newer.

    python3 packaging/dev.py run     open the window (arguments after -- go to the program)
    python3 packaging/dev.py test    every check and every test (arguments after -- go to pytest)
    python3 packaging/dev.py check   the checks alone: lint, format, types, architecture, spelling
    python3 packaging/dev.py prove   the long proofs: hundreds of kills, hostile texts
    python3 packaging/dev.py bench   measure, print the table, write it as JSON
    python3 packaging/dev.py lock    resolve packaging/requirements.lock anew (needs uv)

Each command first makes what it needs: on Debian and Ubuntu the system libraries Qt asks for, then
`.venv` beside this repository's pyproject.toml, filled from packaging/requirements.lock by its
hashes. What is there already is left alone, so a second call starts at once.

Only the standard library is imported here: this is what runs before anything is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
ON_WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if ON_WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if ON_WINDOWS else "python")
OLDEST = (3, 11)

# What PySide6's wheels expect from the system, and what nothing else brings along. Each entry
# lists the names a package goes by: Debian 13 and Ubuntu 24.04 renamed some for 64-bit time.
QT_PACKAGES = (
    ("libglib2.0-0t64", "libglib2.0-0"),
    ("libgl1",),
    ("libegl1",),
    ("libxkbcommon0",),
    ("libdbus-1-3",),
    ("libfontconfig1",),
    ("libxkbcommon-x11-0",),
    ("libxcb-cursor0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
)
# What the tests use besides: the list of our own files, a screen without a screen, a second reader
# of our PDFs, and a real Secret Service.
TEST_PACKAGES = (
    ("git",),
    ("xvfb",),
    ("xauth",),
    ("poppler-utils",),
    ("dbus",),
    ("gnome-keyring",),
)


class Trouble(Exception):
    """Something this script cannot do, in one sentence with what to do about it."""


class Step(NamedTuple):
    """One check of a run: its name, how it ended, and for how long it ran."""

    name: str
    verdict: str
    seconds: float
    failed: bool


# ------------------------------------------------------------------------------- saying


def say(text: str) -> None:
    """Tell what is being done, ahead of the output of the command that does it."""
    print(f"· {text}", flush=True)


def call(command: list[str], *, env: dict[str, str] | None = None, cwd: Path | None = None) -> int:
    """Run a command with its output shown, and return its exit code."""
    sys.stdout.flush()
    return subprocess.run(command, env=env, cwd=cwd, check=False).returncode


def quiet(command: list[str]) -> tuple[int, str]:
    """Run a command and return its exit code with all it said; a missing command is code 127."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as trouble:
        return 127, str(trouble)
    return done.returncode, done.stdout + done.stderr


# ----------------------------------------------------------------------- system packages


def prepare_system(*, testing: bool) -> None:
    """Install the system packages that are missing, where the system is Debian or Ubuntu."""
    if not (sys.platform == "linux" and shutil.which("apt-get") and shutil.which("dpkg-query")):
        return
    wanted = QT_PACKAGES + (TEST_PACKAGES if testing else ())
    if not _can_make_environments():
        wanted = ((f"python{sys.version_info.major}.{sys.version_info.minor}-venv",), *wanted)
    missing = missing_packages(wanted)
    if missing:
        _install(missing)


def missing_packages(wanted: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
    """Return those of the packages that are installed under none of their names."""
    names = [name for names in wanted for name in names]
    _, listing = quiet(["dpkg-query", "-W", "-f=${Package} ${db:Status-Status}\n", *names])
    installed = {line.split()[0] for line in listing.splitlines() if line.endswith(" installed")}
    return [names for names in wanted if not installed.intersection(names)]


def _install(missing: list[tuple[str, ...]]) -> None:
    before = _as_root()
    if before is None:
        listed = " ".join(names[-1] for names in missing)
        say(f"System packages are missing and sudo is not here. As root: apt-get install {listed}")
        return
    say(f"Missing on this system: {', '.join(names[-1] for names in missing)}")
    update = [*before, "apt-get", "update", "-q"]
    say(f"Fetching the package lists: {shlex.join(update)}")
    if call(update) != 0:
        say("The package lists could not be fetched; going on with those at hand.")
    chosen = [_name_here(names) for names in missing]
    command = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install"]
    command += ["-y", "-q", "--no-install-recommends", *chosen]
    say(f"Installing: {shlex.join(command)}")
    if call(command) != 0:
        say("apt-get did not finish. What depends on these packages may fail below.")


def _as_root() -> list[str] | None:
    """Return what to put before a command that needs root, or None where there is no way."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]


def _name_here(names: tuple[str, ...]) -> str:
    """Return the name under which this release of the system has a package."""
    for name in names[:-1]:
        code, _ = quiet(["apt-cache", "show", name])
        if code == 0:
            return name
    return names[-1]


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


# --------------------------------------------------------------------------- environment


def prepare_environment() -> None:
    """Make `.venv` and fill it from the lock file, unless both are already so."""
    if not _environment_works():
        if not _can_make_environments():
            raise Trouble(
                "This Python cannot make virtual environments. Install its venv package "
                f"(on Debian: python{sys.version_info.major}.{sys.version_info.minor}-venv) "
                "and try again."
            )
        say(f"Making the environment {VENV.name} with Python {sys.version.split()[0]}")
        if call([sys.executable, "-m", "venv", "--clear", str(VENV)]) != 0:
            raise Trouble(f"The environment {VENV} could not be made; see the lines above.")
    stamp = VENV / "installed.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == wanted:
        return
    say("Installing the locked dependencies (a minute or two, the first time)")
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input"]
    command += ["--disable-pip-version-check", "--only-binary", ":all:"]
    command += ["--require-hashes", "-r", str(LOCK)]
    if call(command) != 0:
        raise Trouble(
            "The dependencies could not be installed; see the lines above. "
            "Is this computer online? Then try again: what was fetched is kept."
        )
    stamp.write_text(wanted + "\n", encoding="ascii")


def _environment_works() -> bool:
    """Tell whether `.venv` holds a new enough Python with its pip, not a torn or moved one."""
    probe = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return PYTHON.is_file() and quiet([str(PYTHON), "-c", probe])[0] == 0


def prove_qt() -> None:
    """Say plainly when Qt cannot be loaded, instead of a traceback from somewhere inside."""
    if sys.platform != "linux":
        return
    code, said = quiet([str(PYTHON), "-c", "import PySide6.QtWidgets, PySide6.QtPdf"])
    if code != 0:
        reason = said.strip().splitlines()[-1] if said.strip() else f"exit code {code}"
        raise Trouble(
            f"Qt cannot be loaded on this system: {reason}\n"
            "  It needs what Debian calls: " + " ".join(names[-1] for names in QT_PACKAGES)
        )


def prepare(*, testing: bool) -> None:
    """Make everything the commands need, from the system's libraries to the last package."""
    prepare_system(testing=testing)
    prepare_environment()
    prove_qt()


def surroundings(**more: str) -> dict[str, str]:
    """Return the environment variables for our own Python: this tree is where `app` lies."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def tool(name: str) -> str:
    """Return the path of a command that was installed into `.venv`."""
    return str(BIN / (f"{name}.exe" if ON_WINDOWS else name))


# ----------------------------------------------------------------------------------- run


def run(arguments: list[str]) -> int:
    """Open the window; without a screen, say so and write the sample client's papers instead."""
    prepare(testing=False)
    if arguments or has_screen():
        return program(arguments)
    say("There is no screen here, so no window can open.")
    say("Writing the sample engagement and its papers into ./deliverables/ instead.")
    return write_sample(Path.cwd() / "deliverables")


def program(arguments: list[str]) -> int:
    """Call the program as `python -m app` does, from wherever the caller stands."""
    return call([str(PYTHON), "-P", "-m", "app", *arguments], env=surroundings())


def has_screen() -> bool:
    """Tell whether a window can open: macOS and Windows have one, elsewhere something answers."""
    if ON_WINDOWS or sys.platform == "darwin":
        return True
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / wayland).exists():
        return True
    return _x11_answers(os.environ.get("DISPLAY", ""))


def _x11_answers(display: str) -> bool:
    found = re.fullmatch(r"(?:unix)?(?P<host>[^:]*):(?P<number>\d+)(?:\.\d+)?", display)
    if not found:
        return False
    number = int(found["number"])
    with contextlib.suppress(OSError):
        if found["host"]:
            socket.create_connection((found["host"], 6000 + number), timeout=3).close()
            return True
        for path in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):  # noqa: S108 - where X11 listens
            with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as line:
                line.connect(path)
                return True
    return False


def write_sample(folder: Path) -> int:
    """Write the sample engagement, every deliverable of it, and its binder; list what is there.

    What an earlier run wrote is never replaced: a later one writes into a folder of its own.
    """
    if folder.exists() and any(folder.iterdir()):
        folder /= f"{datetime.now().astimezone():%Y-%m-%d %H.%M.%S}"
    folder.mkdir(parents=True)
    sample = str(folder / "Northmere Fixture Works.bgreat")
    for verb in (
        ["sample", sample],
        ["export", sample, "--deliverable", "all", "--out", str(folder / "papers")],
        ["binder", sample, "--edition", "owner", "--out", str(folder / "Binder.pdf")],
    ):
        say(f"Writing: {verb[0]}")
        if code := program(verb):
            return code
    print(f"\nIn {folder}:")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        print(f"  {path.relative_to(folder)}  {path.stat().st_size / 1024:,.0f} KB")
    return 0


# ---------------------------------------------------------------------------------- test


def test(arguments: list[str]) -> int:
    """Run every check and every test; with arguments, only the tests those name."""
    prepare(testing=True)
    steps = [] if arguments else checks()
    if not arguments:
        steps.append(_window_tests())
    step, closing = _tests(arguments)
    steps.append(step)
    return summary(steps, closing)


def check(_: list[str]) -> int:
    """Run the checks that need no test: lint, format, types, architecture, spelling."""
    prepare_system(testing=False)
    prepare_environment()
    return summary(checks(), "")


def checks() -> list[Step]:
    """Run each of the checks, the failed ones too, so that one run shows all there is to mend."""
    commands = {
        "ruff check": [tool("ruff"), "check", "."],
        "ruff format": [tool("ruff"), "format", "--check", "."],
        "mypy --strict": [str(PYTHON), "-m", "mypy", "--strict", "app"],
        "lint-imports": [tool("lint-imports")],
        "typos": [tool("typos")],
    }
    return [_step(name, command) for name, command in commands.items()]


def _step(name: str, command: list[str], env: dict[str, str] | None = None) -> Step:
    say(name)
    began = time.monotonic()
    code = call(command, env=env or surroundings(), cwd=ROOT)
    verdict = "passed" if code == 0 else f"FAILED (exit code {code})"
    return Step(name, verdict, time.monotonic() - began, code != 0)


def _tests(arguments: list[str]) -> tuple[Step, str]:
    """Run pytest without a screen and return its closing line beside the step."""
    name = "tests" if not arguments else f"tests ({shlex.join(arguments)})"
    say(f"{name}, without a screen")
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    chosen = arguments if "-m" in arguments else ["-m", "not window", *arguments]
    return _pytest(name, [], chosen, platform)


def _window_tests() -> Step:
    """Run the tests that need real windows, under a virtual screen or on the one that is here."""
    name = "real windows"
    runner: list[str] = []
    if sys.platform == "linux":
        if not shutil.which("xvfb-run"):
            return Step(name, "NOT RUN: xvfb-run is not here", 0.0, bool(os.environ.get("CI")))
        runner = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1600x1000x24"]
    say(name)
    platform = {"linux": "xcb", "darwin": "cocoa", "win32": "windows"}.get(sys.platform, "")
    return _pytest(name, runner, ["-m", "window"], platform)[0]


def _pytest(name: str, runner: list[str], arguments: list[str], platform: str) -> tuple[Step, str]:
    command = [*runner, str(PYTHON), "-P", "-m", "pytest", *arguments]
    began = time.monotonic()
    closing = ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=surroundings(QT_QPA_PLATFORM=platform),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            if re.search(r"\b(passed|failed|errors?|no tests ran|deselected)\b.* in [\d.]+s", line):
                closing = line.strip()
    seconds = time.monotonic() - began
    if running.returncode == 0:
        return Step(name, closing.strip("= ") or "passed", seconds, failed=False), closing
    return Step(name, f"FAILED ({closing.strip('= ')})", seconds, failed=True), closing


def summary(steps: list[Step], closing: str) -> int:
    """Print how each step ended, then pytest's own closing line, and return the exit code."""
    print("\nSummary")
    for step in steps:
        print(
            f"  {'✗' if step.failed else '✓'} {step.name:<16} {step.seconds:6.1f} s  {step.verdict}"
        )
    if closing:
        print(closing)
    return 1 if any(step.failed for step in steps) else 0


def prove(arguments: list[str]) -> int:
    """Run the proofs at their full length, which every test run shortens."""
    prepare(testing=True)
    os.environ.setdefault("BECOMING_GREAT_KILLS", "200")
    os.environ.setdefault("BECOMING_GREAT_PROGRAM_KILLS", "100")
    os.environ.setdefault("BECOMING_GREAT_EVERY_TEXT", "1")
    proofs = ["tests/proofs", "tests/store/test_killing.py", "--log-cli-level=INFO"]
    step, closing = _tests([*proofs, *arguments])
    return summary([step], closing)


# ------------------------------------------------------------------------- bench and lock


def bench(arguments: list[str]) -> int:
    """Measure, print the table, and write it as JSON into artifacts/."""
    prepare(testing=True)
    command = [str(PYTHON), "-P", "-m", "tests.benchmarks", *arguments]
    if sys.platform == "linux" and not has_screen() and shutil.which("xvfb-run"):
        command = ["xvfb-run", "--auto-servernum", *command]
    return call(command, env=surroundings(), cwd=ROOT)


def lock(arguments: list[str]) -> int:
    """Resolve pyproject.toml for all platforms into a lock with hashes and no address."""
    uv = shutil.which("uv")
    if uv is None:
        raise Trouble("The lock is written by uv, which is not here. Install it and try again.")
    command = [uv, "pip", "compile", "--universal", "--generate-hashes", "--quiet"]
    command += ["--python-version", ".".join(map(str, OLDEST)), "--extra", "test"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += ["--output-file", str(LOCK), *arguments, "pyproject.toml"]
    code = call(command, cwd=ROOT)
    if code == 0:
        say(f"Written: {LOCK.relative_to(ROOT)}")
    return code


# ---------------------------------------------------------------------------------- main


def main(words: list[str]) -> int:
    """Read the command and carry it out; a trouble becomes one sentence and exit code 1."""
    own, theirs = words, []
    if "--" in words:
        cut = words.index("--")
        own, theirs = words[:cut], words[cut + 1 :]
    commands = {
        "run": run, "test": test, "check": check, "prove": prove, "bench": bench, "lock": lock,
    }  # fmt: skip
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(commands), metavar="{" + ",".join(commands) + "}")
    chosen = parser.parse_args(own)
    try:
        return commands[chosen.command](theirs)
    except Trouble as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("Becoming Great! needs Python 3.11 or newer; this is " + sys.version.split()[0])
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # real streams are TextIOWrapper
    sys.exit(main(sys.argv[1:]))
