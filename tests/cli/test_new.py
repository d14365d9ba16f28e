"""``regservice plugins new``: a draft that is sound, in every form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

TEMPLATES = {
    "item": (),
    "take-over": (
        *("--from", "上海市药品监督管理局", "--to", "徐汇区市场监督管理局"),
        *("--matter", "device_class2_registration"),
    ),
    "give-back": (
        *("--from", "shanghai/mpa", "--to", "shanghai/xuhui/amr"),
        *("--matter", "drug_controlled_purchase", "--document", "X-1"),
        *("--clause", "第1条", "--document-name", "虚构文件"),
    ),
    "limit": ("--limit", "shanghai/reply-basic", "--count", "3"),
}
LIMIT = ("--template", "limit", *TEMPLATES["limit"])
FORMS = ("--xlsx", "--yaml", "--python")


@pytest.mark.parametrize(
    ("template", "form"),
    [
        ("item", "--xlsx"),
        ("item", "--python"),
        *((name, "--yaml") for name in TEMPLATES),
    ],
)
def test_draft_is_sound(run: Run, tmp_path: Path, template: str, form: str) -> None:
    """It passes check and its own tests, and says what to do next."""
    given = ("--place", "徐汇区", "--start", "2026-06-01", "--out", str(tmp_path))
    more = TEMPLATES[template]
    ran = run("plugins", "new", "one", "--template", template, form, *given, *more)
    assert 0 == ran.code, ran.err
    folder = str(tmp_path / "one")
    assert f"regservice check {folder}" in ran.out

    checked = run("check", folder, "--no-proof", "--json")
    assert [] == checked.json["problems"]
    tested = run("test", folder, "--json")
    assert 0 == tested.code, tested.out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_forms_hold_the_same_rows(run: Run, tmp_path: Path, lang: str) -> None:
    """One digest, whatever the form and the language of the keys."""
    digests = set()
    for form in FORMS:
        out = tmp_path / form.strip("-")
        given = ("--place", "310104", "--start", "2026-06-01", "--out", str(out))
        run("--lang", lang, "plugins", "new", "one", form, *given)
        ran = run("check", str(out / "one"), "--no-proof", "--json")
        digests.add(ran.json["ruleset"])

    assert 1 == len(digests)
    assert None not in digests


def test_what_is_there_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    """Not even an empty folder."""
    (tmp_path / "one").mkdir()
    ran = run("plugins", "new", "one", "--place", "310104", "--out", str(tmp_path))

    assert 3 == ran.code
    assert "RS1025" in ran.err
    assert [] == list((tmp_path / "one").iterdir())


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--template", "take-over"), 2, "--from"),
        (("--template", "limit", "--limit", "x", "--count", "3"), 3, "RS2802"),
        (("--template", "limit", "--limit", "shanghai/reply-basic"), 2, "--count"),
        (("--place", "火星"), 3, "RS3101"),
        (("--start", "明天"), 3, "RS3202"),
        (
            (
                *("--template", "give-back", "--from", "shanghai/mpa"),
                *("--to", "shanghai/xuhui/amr", "--matter", "device_renewal"),
                *("--document", "MDR", "--clause", "第1条"),
            ),
            3,
            "RS2801",
        ),
        (
            (*("--template", "give-back"), *TEMPLATES["give-back"][:-2]),
            3,
            "RS2803",
        ),
    ],
)
def test_draft_that_cannot_be_made(
    run: Run, tmp_path: Path, options: tuple[str, ...], code: int, said: str
) -> None:
    """It says what is missing, and leaves nothing behind."""
    ran = run(
        *("plugins", "new", "one", "--place", "310104", "--out", str(tmp_path)),
        *options,
    )

    assert code == ran.code
    assert said in ran.err
    assert [] == list(tmp_path.iterdir())


def test_draft_takes_no_id_of_another(run: Run, tmp_path: Path) -> None:
    """Though its name is the prefix of ids that are there: national/reply."""
    given = ("--place", "310104", "--start", "2026-06-01", "--out", str(tmp_path))
    ran = run("plugins", "new", "national", "--yaml", *given, *LIMIT)
    assert 0 == ran.code, ran.err
    checked = run("check", str(tmp_path / "national"), "--no-proof", "--json")

    assert [] == checked.json["problems"]
    assert "national/reply-2" in (tmp_path / "national/limits.yaml").read_text("utf-8")
