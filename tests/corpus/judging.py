"""What does the product say of a mutant, and what does it make of it?"""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import attrs

from regservice.cli.mend import fix
from regservice.cli.output import Output
from regservice.codec.package import read_package
from regservice.engine.compiled import fitted
from regservice.errors import DataError, Problem
from regservice.model.package import Contribution, row_key
from regservice.plugin.found import Found
from regservice.plugin.guard import ask
from regservice.plugin.manager import collect
from regservice.plugin.needs import with_needs
from regservice.plugin.sources import candidates_at
from tests.corpus.bases import BOOK, SCRIPT, Files, package
from tests.corpus.kinds import FOLDER, Kind, Mutant, Truth

OUTPUT: Final = Output("en")


@attrs.frozen
class Verdict:
    """
    How the product did with one mutant.

    Attributes:
        base: Name of the base.
        kind: Name of the kind.
        is_placed: Whether the first message stands at the fault.
        is_one: Whether there is one message; none if the mutant is sound.
        column: Whether a message in YAML also has the column; ``None`` where that
            has no meaning.
        is_mended: Whether ``--fix`` made of it the sound package; ``None`` where a
            person has to decide.
        is_guessed: Whether ``--fix`` made of it another package, without a fault.
        is_partial: Whether rows of it counted although it is faulty.
        trace: The error that escaped; empty if none did.
        told: What was said.
    """

    base: str
    kind: str
    is_placed: bool = False
    is_one: bool = False
    column: bool | None = None
    is_mended: bool | None = None
    is_guessed: bool = False
    is_partial: bool = False
    trace: str = ""
    told: tuple[str, ...] = ()


@functools.cache
def ground(name: str) -> tuple[Found, ...]:
    """The national package; for a small one without what that does not stand on."""
    (nation,) = collect(discover=False)
    if name.startswith("city") or nation.contribution is None:
        return (nation,)
    tables = attrs.evolve(nation.contribution.tables, matters=(), periods=(), items=())
    rows = attrs.evolve(nation.contribution, tables=tables)
    return (attrs.evolve(nation, contribution=rows),)


@functools.cache
def digest_without(name: str) -> str:
    """Digest of the ruleset without the package that is judged."""
    return fitted(beside(name))[1].digest


def beside(name: str) -> tuple[Found, ...]:
    """The nation, and a sound package that has nothing to do with the one of a name."""
    other = package("item" if not name.startswith("item") else "region")
    found = Found(name=other.manifest.name, origin="entry_point", contribution=other)
    return (*ground(name), found)


def target(folder: Path, files: Files) -> Path:
    """Return what is given to the command line."""
    single = next((name for name in (SCRIPT, BOOK) if list(files) == [name]), "")
    return folder / single if single else folder


class Court:
    """Reads one package as often as its files change, as ``check`` does."""

    def __init__(self, path: Path, name: str) -> None:
        """Take what is given to the command line, and the name of the base."""
        self.path, self._name = path, name
        self._read: dict[object, Found] = {}
        self._faults: dict[object, tuple[Problem, ...]] = {}

    def _state(self) -> object:
        home = self.path if self.path.is_dir() else self.path.parent
        return tuple((p.name, p.read_bytes()) for p in sorted(home.iterdir()))

    def read(self) -> Found:
        """Read the package."""
        state = self._state()
        if state not in self._read:
            self._read[state] = _read(self.path)
        return self._read[state]

    def faults(self) -> tuple[Problem, ...]:
        """What is wrong with it, alone and on the ground of the nation."""
        state = self._state()
        if state not in self._faults:
            self._faults[state] = self._fitted()
        return self._faults[state]

    def _fitted(self) -> tuple[Problem, ...]:
        found = self.read()
        if found.problems or found.contribution is None:
            return found.problems
        found = attrs.evolve(found, manifest=found.contribution.manifest)
        (*_, checked) = with_needs((*ground(self._name), found), lambda _: ())
        if checked.problems:
            return checked.problems
        try:
            fitted((*ground(self._name), found))
        except DataError as error:
            return error.problems
        return ()

    def is_partial(self) -> bool:
        """Whether it has any part in the ruleset where it is installed."""
        found = self.read()
        if found.contribution is None:
            return False
        rows = found.contribution
        found = attrs.evolve(found, origin="entry_point", manifest=rows.manifest)
        needed = with_needs((*beside(self._name), found), lambda _: ())
        kept, ruleset = fitted(needed)
        digest = digest_without(self._name)
        return kept[-1].contribution is not None or ruleset.digest != digest


def _read(path: Path) -> Found:
    candidates = candidates_at(str(path))
    if candidates:
        found = ask(candidates[0])
        return found[0] if found else Found(name=str(path), origin="path")
    try:
        rows = read_package(path)
    except DataError as error:
        return Found(name=str(path), origin="path", problems=error.problems)
    return Found(name=rows.manifest.name, origin="path", contribution=rows)


def judge(kind: Kind, mutant: Mutant, folder: Path) -> Verdict:
    """
    Check a mutant, mend it, and compare.

    Args:
        kind: Its kind.
        mutant: The package with a fault.
        folder: Where it is written to; emptied before.
    """
    base = Verdict(mutant.base.name, kind.name)
    try:
        return _judged(base, mutant, folder)
    except Exception as error:  # noqa: BLE001 - that is what is counted
        return attrs.evolve(base, trace=f"{type(error).__name__}: {error}"[:200])


def _judged(base: Verdict, mutant: Mutant, folder: Path) -> Verdict:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in mutant.files.items():
        folder.joinpath(name).write_bytes(content)
    court = Court(target(folder, mutant.files), mutant.base.name)
    truth, found = mutant.truth, court.faults()
    for problem in found:
        for lang in ("zh", "en"):
            problem.message(lang), problem.fix(lang)
    told = tuple(
        f"{p.code} {Path(p.where.file).name}:{p.where.line}:{p.where.column}"
        f"{p.where.cell} {p.message('en')}"
        for p in found
    )
    said = attrs.evolve(base, told=told)
    if truth.sound:
        same = not found and _same(court.read().contribution, mutant.base.package)
        return attrs.evolve(said, is_placed=same, is_one=not found)
    if truth.mends and not found:
        # It was read as it was meant: there is nothing to say and nothing to mend.
        same = _same(court.read().contribution, mutant.base.package)
        meant = attrs.evolve(said, is_placed=same, is_one=same, is_mended=same)
        return attrs.evolve(meant, is_guessed=not same)
    said = attrs.evolve(
        said,
        is_placed=bool(found) and _is_at(found[0], truth),
        is_one=len(found) == 1,
        column=_column(found, truth),
        is_partial=bool(found) and court.is_partial(),
    )
    if not truth.mends and not any(p.mend for p in found):
        return said
    fix(OUTPUT, court.faults, lambda _: None)
    sound = not court.faults()
    same = sound and _same(court.read().contribution, mutant.base.package)
    mended = same if truth.mends else None
    return attrs.evolve(said, is_mended=mended, is_guessed=sound and not same)


def _is_at(problem: Problem, truth: Truth) -> bool:
    if truth.file == FOLDER:
        return not problem.where.line
    if Path(problem.where.file).name != truth.file:
        return False
    if truth.cells:
        return problem.where.cell in truth.cells
    return problem.where.line in truth.lines


def _column(found: Sequence[Problem], truth: Truth) -> bool | None:
    if truth.columns is None or not found or not _is_at(found[0], truth):
        return None
    return truth.columns[0] <= found[0].where.column <= truth.columns[1]


def _same(rows: Contribution | None, base: Contribution) -> bool:
    """Whether the records are equal; rows of one table in any order."""
    if rows is None or rows.manifest != base.manifest:
        return False
    tests = ([(test.id, test) for test in found.tests] for found in (rows, base))
    pairs = [tuple(tests)]
    pairs += [
        tuple(
            [(row_key(row), row) for row in getattr(found.tables, part.name)]
            for found in (rows, base)
        )
        for part in attrs.fields(type(rows.tables))
    ]
    return all(len(a) == len(b) and dict(a) == dict(b) for a, b in pairs)


@attrs.frozen
class Figures:
    """
    What came of several mutants.

    Attributes:
        verdicts: One for each.
    """

    verdicts: tuple[Verdict, ...] = attrs.field(converter=tuple)

    def share(self, name: str) -> float:
        """Return the share of those for which an attribute is true."""
        known = [v for v in self.verdicts if getattr(v, name) is not None]
        return sum(bool(getattr(v, name)) for v in known) / len(known) if known else 1.0

    def count(self, name: str) -> int:
        """Return of how many an attribute is true."""
        return sum(bool(getattr(v, name)) for v in self.verdicts)

    def line(self, name: str) -> str:
        """Return the figures as a line of a table."""
        shares = [f"{100 * self.share(a):6.1f}" for a in _SHARES]
        counts = [f"{self.count(a):5}" for a in _COUNTS]
        return " ".join([f"{name:34}", f"{len(self.verdicts):5}", *shares, *counts])


_SHARES: Final = ("is_placed", "column", "is_one", "is_mended")
_COUNTS: Final = ("is_guessed", "is_partial", "trace")
HEAD: Final = f"{'kind':34} {'cases':>5}  place column   one  fixed guess  part trace"


def table(verdicts: Iterable[Verdict], doors: Mapping[str, str]) -> str:
    """Return the figures of each kind, of each door and of all."""
    every = list(verdicts)
    lines = [HEAD]
    for door in dict.fromkeys(doors.values()):
        for kind in dict.fromkeys(v.kind for v in every if doors[v.kind] == door):
            own = [v for v in every if v.kind == kind]
            lines.append(Figures(own).line(f"{door} {kind}"))
    lines += [
        Figures([v for v in every if doors[v.kind] == door]).line(f"= {door}")
        for door in dict.fromkeys(doors.values())
    ]
    return "\n".join([*lines, Figures(every).line("= all")])
