"""
Every check of the project, one session each; ``nox -l`` lists them.

Start nox with ``python3 run.py tool nox``: that installs it from the lock and
tells uv where pip finds its packages.
"""

import concurrent.futures
import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import nox

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["lint", "typing", "imports", "tests", "docs", "plugins"]
nox.options.reuse_existing_virtualenvs = True

ROOT = Path(__file__).resolve().parent
PYPROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PYPROJECT)
TESTS = nox.project.dependency_groups(PYPROJECT, "tests")
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))
QUESTION = ("route", "第三类医疗器械注册证延续需要什么材料", "--place", "310000")


def install_locked(session: nox.Session, lock: str) -> None:
    """Install what *lock* names, by hash, and the project in place."""
    session.install("--require-hashes", "-r", lock)
    folders = [word for folder in (ROOT, *PLUGINS) for word in ("-e", str(folder))]
    session.install("--no-deps", "--no-build-isolation", *folders)


def build(session: nox.Session, folder: Path, kind: str = "wheel") -> Path:
    """Build *folder* with the hatchling of the session; return the file."""
    target = Path(session.create_tmp()).resolve() / "dist" / folder.name
    shutil.rmtree(target, ignore_errors=True)
    with session.chdir(folder):
        session.run(
            "python", "-m", "hatchling", "build", "-t", kind, "-d", target, silent=True
        )
    return next(target.iterdir())


def size(folder: Path) -> int:
    """Count the bytes of the tables in *folder*."""
    return sum(file.stat().st_size for file in folder.rglob("*.yaml"))


def smoke(session: nox.Session) -> None:
    """Run the installed command outside the checkout."""
    with session.chdir(session.create_tmp()):
        session.run("regservice", "--help", silent=True)
        session.run("regservice", *QUESTION)


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """Run all tests, on every supported Python that is here."""
    install_locked(session, "requirements.lock")
    session.run("python", "-m", "pytest", *session.posargs)


@nox.session(python=PYTHONS[0])
def minimums(session: nox.Session) -> None:
    """Run the tests with the oldest versions that pyproject.toml admits."""
    session.install("--resolution=lowest-direct", "-e.[all]", *TESTS)
    session.run("python", "-m", "pytest", "tests", *session.posargs)


@nox.session
def bare(session: nox.Session) -> None:
    """Route a question with the base dependencies alone, no extra."""
    session.install(*PYPROJECT["build-system"]["requires"])
    session.install(str(build(session, ROOT)))
    for absent in ("jinja2", "openpyxl", "python_calamine", "xlsxwriter"):
        session.run("python", "-c", f"import {absent}", success_codes=[1], silent=True)
    smoke(session)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and spelling."""
    install_locked(session, "requirements-dev.lock")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("codespell")


@nox.session
def typing(session: nox.Session) -> None:
    """Check types, strictly, in the library, the plugins and these scripts."""
    install_locked(session, "requirements-dev.lock")
    sources = [f / "src" for f in PLUGINS if any((f / "src").rglob("*.py"))]
    session.run("mypy", "src", "run.py", "noxfile.py", *map(str, sources))


@nox.session
def imports(session: nox.Session) -> None:
    """Check that the floors hold and that each library has one door."""
    install_locked(session, "requirements-dev.lock")
    session.run("lint-imports")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Time routes, starts and working time beside peers; write figures and tables."""
    install_locked(session, "requirements-bench.lock")
    folder = ROOT / "benchmarks"
    with session.chdir(folder):
        for name in ("routing", "start", "worktime"):
            table = ROOT / "docs" / "reference" / f"{name}-figures.txt"
            files = "--json", f"{name}.json", "--table", str(table)
            session.run("python", f"{name}.py", *files, *session.posargs)


@nox.session(python=PYTHONS[0], default=False)
def deep(session: nox.Session) -> None:
    """Run the property tests long: 100,000 pairs of routes, a million sums of time."""
    install_locked(session, "requirements.lock")
    env = {
        "HYPOTHESIS_PROFILE": "deep",
        "REGSERVICE_PAIRS": "100000",
        "REGSERVICE_CASES": "1000000",
        "REGSERVICE_GENERATED": "10000",
        "REGSERVICE_SCALE": "100000",
        "REGSERVICE_REQUESTS": "110000",
    }
    session.run(
        *("python", "-m", "pytest", "-q", "tests/property", "tests/prove"),
        *("tests/together", "tests/unit/ruleset/test_scale.py"),
        *session.posargs,
        env=env,
    )


@nox.session(python=PYTHONS[0], default=False)
def faults(session: nox.Session) -> None:
    """Try every fault of a package with every hook, in processes of their own."""
    install_locked(session, "requirements.lock")
    session.run(
        *("python", "-m", "pytest", "-q", "tests/unit/plugin/test_isolate.py"),
        *session.posargs,
        env={"REGSERVICE_FAULTS": "all"},
    )


@nox.session(python=PYTHONS[0], default=False)
def corpus(session: nox.Session) -> None:
    """Make ten times as many faulty packages, and print what is said of them."""
    install_locked(session, "requirements.lock")
    session.run(
        *("python", "-m", "pytest", "-q", "-s", "tests/corpus"),
        *session.posargs,
        env={"REGSERVICE_CORPUS": "10"},
    )


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation; a warning is an error, an outside asset too."""
    install_locked(session, "requirements-dev.lock")
    pages = Path(session.create_tmp()).resolve() / "docs"
    shutil.rmtree(pages, ignore_errors=True)
    session.run("sphinx-build", "-q", "-n", "-W", "--keep-going", "docs", str(pages))
    outside = [
        f"{page.relative_to(pages)}: {mark}"
        for page in sorted(pages.rglob("*.html"))
        for mark in ('src="http', 'href="http', 'src="//', 'href="//', "url(http")
        if mark in page.read_text("utf-8")
    ]
    if outside:
        session.error("pages that need a network:\n" + "\n".join(outside))


@nox.session
def changelog(session: nox.Session) -> None:
    """Show what the next release notes will say."""
    install_locked(session, "requirements-dev.lock")
    session.run("towncrier", "build", "--draft", "--version", "next")


@nox.session
def plugins(session: nox.Session) -> None:
    """Install library and plugins as wheels; run each plugin's own tests."""
    session.install("--require-hashes", "-r", "requirements.lock")
    wheels = [str(build(session, folder)) for folder in (ROOT, *PLUGINS)]
    session.install("--no-deps", "--reinstall", *wheels)
    smoke(session)
    home = Path(session.create_tmp()).resolve() / "tests"
    shutil.rmtree(home, ignore_errors=True)
    path = os.pathsep.join([session.bin, os.environ["PATH"]])
    python = str(Path(session.bin, "python"))

    def own_tests(folder: Path) -> subprocess.CompletedProcess[str]:
        """Run them in a copy, from which the source tree cannot be seen."""
        copy = home / folder.name
        shutil.copytree(folder / "tests", copy / "tests")
        shutil.copy(folder / "pyproject.toml", copy)
        return subprocess.run(  # noqa: S603 - our own words
            [python, "-m", "pytest", "-q", "--import-mode=importlib"],
            cwd=copy,
            env={**os.environ, "PATH": path},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    # A process for each, those with the most rows first: none waits for the others.
    largest = sorted(PLUGINS, key=size, reverse=True)
    failed = []
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for folder, done in zip(largest, pool.map(own_tests, largest), strict=True):
            session.log(f"{folder.name}\n{done.stdout}{done.stderr}")
            failed += [folder.name] if done.returncode else []
    if failed:
        session.error(f"tests failed: {', '.join(failed)}")


@nox.session
def package(session: nox.Session) -> None:
    """Build the sdist, the wheel from it, and look into both."""
    session.install("--require-hashes", "-r", "requirements.lock")
    source = build(session, ROOT, "sdist")
    unpacked = Path(session.create_tmp()).resolve() / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    with tarfile.open(source) as archive:
        archive.extractall(unpacked, filter="data")
    wheel = build(session, next(unpacked.iterdir()))
    shipped = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src/regservice").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    if wanted - shipped:
        session.error(f"not in the wheel: {sorted(wanted - shipped)}")
    session.log(f"{len(shipped)} files, {wheel.stat().st_size:,} bytes")


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write both locks anew; ``-- --upgrade`` takes the newest versions."""
    session.install("uv")
    # An index of this machine must not choose the versions or their hashes.
    env = {"UV_INDEX": None, "UV_FIND_LINKS": None}
    compiling = [
        *("uv", "pip", "compile", "pyproject.toml", "--quiet", "--universal"),
        *("--python-version", PYTHONS[0], "--generate-hashes", "--no-header"),
        *("--no-annotate", "--no-emit-index-url", "--no-emit-find-links"),
        *("--extra", "all", *session.posargs),
    ]
    groups = ("--group", "tests", "--group", "build")
    session.run(*compiling, *groups, "-o", "requirements.lock", env=env)
    bound = ("--constraint", "requirements.lock")
    dev = ("--group", "dev", *bound)
    session.run(*compiling, *dev, "-o", "requirements-dev.lock", env=env)
    bench = ("--group", "bench", "--group", "build", *bound)
    session.run(*compiling, *bench, "-o", "requirements-bench.lock", env=env)
