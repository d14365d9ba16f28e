#!/usr/bin/env python3
"""
Run a checkout of regservice with nothing installed but Python.

    python3 run.py demo              主要任务,端到端,写 out/ · the main job, end to end
    python3 run.py test [ARGS]       全部测试,含插件 · all tests, the plugins' too
    python3 run.py COMMAND [ARGS]    regservice 的任一命令 · any command of regservice
    python3 run.py tool NAME [ARGS]  开发工具,如 nox · a tool of the developers
    --offline DIR                    只用 DIR 里的 wheel 安装 · install from DIR alone

The first call makes .venv from the hash-locked requirements, with uv if it can
be had, else with pip. Later calls start at once, until a lock, a project file
or the Python changes. Standard library only.
"""

import ast
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple, NoReturn

EXIT_USAGE = 2
EXIT_NO_ENVIRONMENT = 69  # EX_UNAVAILABLE; regservice itself ends with 0 to 5
ROOT = Path(__file__).resolve().parent
TOOLS = ROOT / ".tools"
WINDOWS = os.name == "nt"
BIN, EXE = ("Scripts", ".exe") if WINDOWS else ("bin", "")


def fail(chinese: str, english: str, code: int = EXIT_NO_ENVIRONMENT) -> NoReturn:
    """Say in both languages why there is no going on, and end."""
    sys.stderr.write(f"{chinese}\n{english}\n")
    sys.exit(code)


if sys.version_info < (3, 11):  # noqa: UP036 - older ones must reach this line
    _IS = f"{sys.version.split()[0]} ({sys.executable})"
    fail(f"需要 Python 3.11 以上,当前是 {_IS}。", f"Python >= 3.11 needed, not {_IS}.")


class Environment(NamedTuple):
    """A virtual environment and the lock that says what is in it."""

    folder: Path
    lock: Path

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return self.folder / BIN / f"python{EXE}"

    @property
    def stamp(self) -> Path:
        """Return the file that tells what a finished environment was made from."""
        return self.folder / "regservice.stamp"


# Tests that share something dear are run by one worker.
SPREAD = ("-n", "auto", "--dist", "loadgroup")
USERS = Environment(ROOT / ".venv", ROOT / "requirements.lock")
DEVELOPERS = Environment(ROOT / ".venv-ci", ROOT / "requirements-dev.lock")
# An environment cannot be made anew by the Python inside it.
IS_INSIDE = Path(sys.prefix) in {USERS.folder, DEVELOPERS.folder}
PYTHON = getattr(sys, "_base_executable", "") if IS_INSIDE else sys.executable


class StepError(Exception):
    """A step of the installation failed; the text is what it printed."""


def projects() -> list[Path]:
    """Return the folders to install: the library, then every plugin."""
    plugins = sorted((ROOT / "plugins").glob("*/pyproject.toml"))
    return [ROOT, *(path.parent for path in plugins)]


def fingerprint(environment: Environment) -> str:
    """Hash all that an environment is made from."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version}\n".encode())
    files = [folder / "pyproject.toml" for folder in projects()]
    for path in [environment.lock, ROOT / "src/regservice/_version.py", *files]:
        digest.update(f"\n{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_ready(environment: Environment) -> bool:
    """Tell whether the environment is finished, and from what stands here now."""
    try:
        made_from = environment.stamp.read_text("utf-8")
    except OSError:
        return False
    return environment.python.exists() and made_from == fingerprint(environment)


def step(env: dict[str, str], *words: object) -> None:
    """Run a command in the checkout; it is silent unless it fails."""
    argv = [str(word) for word in words]
    try:
        done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, check=False)
    except OSError as error:
        raise StepError(str(error)) from error
    if done.returncode:
        said = (done.stdout + done.stderr).decode("utf-8", "replace").strip()
        raise StepError(f"$ {' '.join(argv)}\n{said[-2000:]}")


def pip_settings() -> dict[str, str]:
    """Return pip's own settings, from its files and its environment."""
    found: dict[str, str] = {}
    argv = [PYTHON, "-m", "pip", "config", "list"]
    listing = subprocess.run(argv, capture_output=True, check=False).stdout
    lines = listing.decode("utf-8", "replace").splitlines()
    for scope in ("global.", "install."):  # the later one wins, as in pip
        for line in lines:
            name, _, value = line.partition("=")
            if name.startswith(scope):
                with contextlib.suppress(ValueError, SyntaxError):
                    found[name.removeprefix(scope)] = str(ast.literal_eval(value))
    for name, value in os.environ.items():
        if name.startswith("PIP_"):
            found[name.removeprefix("PIP_").lower().replace("_", "-")] = value
    return found


def environment_with_index() -> dict[str, str]:
    """Return our environment, with pip's settings translated for uv."""
    pip = {name: value.split() for name, value in pip_settings().items()}
    wanted = {
        "UV_DEFAULT_INDEX": " ".join(pip.get("index-url", [])),
        "UV_INDEX": " ".join(pip.get("extra-index-url", [])),
        "UV_INDEX_STRATEGY": "unsafe-best-match",  # as pip: all indexes are equal
        "UV_FIND_LINKS": ",".join(pip.get("find-links", [])),
        "UV_NO_INDEX": "1" if pip.get("no-index") in (["1"], ["true"]) else "",
        "UV_INSECURE_HOST": " ".join(pip.get("trusted-host", [])),
        "UV_HTTP_TIMEOUT": " ".join(pip.get("timeout", pip.get("default-timeout", []))),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",
        "SSL_CERT_FILE": " ".join(pip.get("cert", [])),
        "ALL_PROXY": " ".join(pip.get("proxy", [])),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    cache = Path("~/.cache").expanduser()
    if not os.access(cache if cache.exists() else cache.parent, os.W_OK):
        wanted["UV_CACHE_DIR"] = str(TOOLS / "cache")
    return {name: value for name, value in wanted.items() if value} | dict(os.environ)


def environment_offline() -> dict[str, str]:
    """Return our environment, with no setting of pip or uv that names an index."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))}
    kept |= {"PIP_CONFIG_FILE": os.devnull, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    kept |= {"UV_NO_CONFIG": "1", "UV_OFFLINE": "1", "UV_PYTHON_DOWNLOADS": "never"}
    return kept | {"UV_CACHE_DIR": str(TOOLS / "cache")}


def venv_with_uv(
    environment: Environment, env: dict[str, str], sources: list[object]
) -> list[object]:
    """Make the folder with uv, fetched if need be; return how to install."""
    places = (None, str(TOOLS / "bin"))
    uv = next(filter(None, (shutil.which("uv", path=place) for place in places)), None)
    if uv is None:
        pip = [PYTHON, "-m", "pip", "install", "--quiet", *sources]
        step(env, *pip, "--target", TOOLS, "uv")
        uv = str(TOOLS / "bin" / f"uv{EXE}")
    step(env, uv, "venv", "--no-project", "--python", PYTHON, environment.folder)
    return [uv, "pip", "install", "--python", environment.python]


def venv_with_pip(
    environment: Environment, env: dict[str, str], _sources: list[object]
) -> list[object]:
    """Make the folder with venv; return how to install into it."""
    try:
        step(env, PYTHON, "-m", "pip", "--version")
    except StepError:  # no pip out here, so there must be one to put in
        step(env, PYTHON, "-m", "venv", environment.folder)
        return [environment.python, "-m", "pip", "install"]
    step(env, PYTHON, "-m", "venv", "--without-pip", environment.folder)
    return [PYTHON, "-m", "pip", "--python", environment.python, "install"]


def escape_paths(environment: Environment) -> None:
    """Spell path files in ASCII: Python reads them in the locale's encoding."""
    for file in environment.folder.rglob("*.pth"):
        text = file.read_text("utf-8")
        if not text.isascii():
            lines = (f"import sys; sys.path.append({p!a})\n" for p in text.splitlines())
            file.write_text("".join(lines), "ascii")


def make(environment: Environment, wheels: Path | None) -> None:
    """Make the environment from nothing; the stamp comes last."""
    began = time.monotonic()
    name = environment.folder.name
    sys.stderr.write(f"正在准备运行环境 {name}(只需一次)· preparing {name} (once) … ")
    sys.stderr.flush()
    env = environment_offline() if wheels else environment_with_index()
    sources = ["--no-index", "--find-links", wheels] if wheels else []
    editables = [word for folder in projects() for word in ("--editable", folder)]
    failures = []
    for venv in (venv_with_uv, venv_with_pip):
        try:
            if environment.folder.exists():
                shutil.rmtree(environment.folder)
            install = [*venv(environment, env, sources), "--quiet", *sources]
            step(env, *install, "--require-hashes", "--requirement", environment.lock)
            step(env, *install, "--no-deps", "--no-build-isolation", *editables)
            escape_paths(environment)
            draft = environment.stamp.with_suffix(".draft")
            draft.write_text(fingerprint(environment), "utf-8")
            draft.replace(environment.stamp)
        except (OSError, StepError) as error:
            failures.append(str(error))
        else:
            sys.stderr.write(f"{time.monotonic() - began:.1f} s\n")
            return
    sys.stderr.write("\n" + "\n".join(failures) + "\n\n")
    fail(
        "运行环境准备失败,原因见上。请检查:pip 能否访问软件源"
        f"(python3 -m pip config list);{ROOT} 是否可写、磁盘是否已满;"
        "没有网络时,请用 --offline 指定存放 wheel 的文件夹。",
        "The environment could not be made; see above. Check that pip reaches its index"
        f" (python3 -m pip config list), that {ROOT} can be written to and the disk is"
        " not full. With no network, name a folder of wheels with --offline.",
    )


def start(argv: list[str]) -> NoReturn:
    """Become the command, so that its signals and exit code are ours."""
    if WINDOWS:  # there, exec returns to the shell before the command ends
        sys.exit(subprocess.call(argv))
    os.execv(argv[0], argv)  # noqa: S606 - no shell is the point


def take_offline(words: list[str]) -> Path | None:
    """Take ``--offline DIR`` out of the words; return DIR."""
    if "--offline" not in words:
        return None
    at = words.index("--offline")
    wheels = Path(*words[at + 1 : at + 2]).resolve()
    del words[at : at + 2]
    if not any(wheels.glob("*.whl")):
        fail(f"文件夹里没有 wheel:{wheels}", f"No wheels in {wheels}", EXIT_USAGE)
    return wheels


def main(words: list[str]) -> NoReturn:
    """Make the environment ready and start the command in it."""
    wheels = take_offline(words)
    if not words or words[0] in {"-h", "--help"}:
        sys.stdout.write(__doc__.lstrip())
        sys.exit(0 if words else EXIT_USAGE)
    is_tool = words[0] == "tool" and len(words) > 1
    environment = DEVELOPERS if is_tool else USERS
    if not is_ready(environment):
        make(environment, wheels)
    python = str(environment.python)
    if is_tool:  # nox lets uv install, and tools start each other
        os.environ.update(environment_with_index())
        scripts = str(environment.python.parent)
        os.environ["PATH"] = scripts + os.pathsep + os.environ.get("PATH", "")
        start([str(environment.python.with_name(words[1] + EXE)), *words[2:]])
    if words[0] == "test":
        os.chdir(ROOT)  # pytest reads its settings and folders there
        start([python, "-m", "pytest", *SPREAD, *words[1:]])
    start([python, "-m", "regservice", *words])


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main(sys.argv[1:])
    sys.exit(130)
