"""Each verb does its work, ends with its exit code and says in a sentence what is in the way."""

from __future__ import annotations

import json
import shutil

import pytest

from app import __main__
from app.verbs import command_line
from app.verbs.passphrases import VARIABLE


@pytest.fixture
def file(sample_path, tmp_path):
    return shutil.copyfile(sample_path, tmp_path / "northmere.bgreat")


def run(*words: object):
    return command_line.run([str(word) for word in words])


def test_a_verb_or_an_option_asks_for_no_window_and_a_path_does():
    assert command_line.is_verb(["check", "a.bgreat"])
    assert command_line.is_verb(["--nonsense"])
    assert not command_line.is_verb(["a.bgreat"])
    assert not command_line.is_verb([])


@pytest.mark.parametrize("words", [["--nonsense"], ["export", "a.bgreat"], ["check"]])
def test_wrong_words_end_with_two(words, capsys):
    with pytest.raises(SystemExit) as ended:
        __main__.main(words)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_sample_that_was_written_is_whole(tmp_path, capsys):
    path = tmp_path / "n.bgreat"

    assert run("sample", path) == 0
    assert run("check", path) == 0
    assert "is whole" in capsys.readouterr().out


def test_a_file_with_a_changed_page_is_not_whole(file, capsys):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)

    assert run("check", file) == 1
    assert capsys.readouterr().err.strip()


def test_a_file_that_is_not_there_is_said_in_a_sentence(tmp_path, capsys):
    assert run("check", tmp_path / "none.bgreat") == 1
    said = capsys.readouterr().err
    assert said.strip()
    assert "Traceback" not in said


def test_every_deliverable_is_listed_once(capsys):
    assert run("deliverables") == 0
    keys = [line.split()[0] for line in capsys.readouterr().out.splitlines()]

    assert "job-description" in keys
    assert len(keys) == len(set(keys))


def test_a_deliverable_is_exported_for_one_subject_by_name_and_never_replaces(file, tmp_path):
    words = ("export", file, "--deliverable", "job-description", "--subject", "Welder")

    assert run(*words, "--out", tmp_path / "out") == 0
    assert run(*words, "--out", tmp_path / "out") == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == [
        "NFW-2025-01_Outcome-based-job-description_Welder_v1-2.pdf",
        "NFW-2025-01_Outcome-based-job-description_Welder_v1.pdf",
    ]
    assert all(path.read_bytes()[:5] == b"%PDF-" for path in (tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--deliverable", "nothing"), "outcome-map"),
        (("--deliverable", "job-description", "--subject", "Nobody"), "Welder"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(file, tmp_path, capsys, words, named):
    assert run("export", file, *words, "--out", tmp_path / "out") == 1
    assert named in capsys.readouterr().err


def test_the_binder_is_written_and_never_replaces(file, tmp_path):
    path = tmp_path / "binder.pdf"

    assert run("binder", file, "--out", path) == 0
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    assert run("binder", file, "--out", path) == 1
    assert path.read_bytes() == content


def test_an_engagement_goes_out_as_json_and_comes_back_the_same(file, tmp_path):
    out, back, again = (tmp_path / name for name in ("a.json", "b.bgreat", "b.json"))

    assert run("json", file, out) == 0
    assert run("from-json", out, back) == 0
    assert run("json", back, again) == 0
    first, second = (json.loads(path.read_text("utf-8"))["tables"] for path in (out, again))
    assert len(first["evidence"]) == 60
    assert first["review"]
    for name in first.keys() - {"ledger", "meta"}:
        assert first[name] == second[name], name


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"{}", b"no json"])
def test_a_document_that_holds_no_engagement_leaves_no_file(tmp_path, capsys, content):
    document, out = tmp_path / "in.json", tmp_path / "out.bgreat"
    document.write_bytes(content)

    assert run("from-json", document, out) == 1
    assert capsys.readouterr().err.strip()
    assert not out.exists()


def test_a_protected_file_opens_with_the_passphrase_of_the_environment(
    tmp_path, monkeypatch, capsys
):
    path = tmp_path / "n.bgreat"
    monkeypatch.setenv(VARIABLE, "correct horse battery staple")
    assert run("sample", path) == 0
    assert run("check", path) == 0

    monkeypatch.setenv(VARIABLE, "another")
    assert run("check", path) == 1
    assert "another" not in capsys.readouterr().err


def test_a_protected_file_says_how_to_give_the_passphrase_where_nobody_can_be_asked(
    tmp_path, monkeypatch, capsys
):
    path = tmp_path / "n.bgreat"
    monkeypatch.setenv(VARIABLE, "correct horse battery staple")
    assert run("sample", path) == 0
    monkeypatch.delenv(VARIABLE)

    assert run("check", path) == 1
    assert VARIABLE in capsys.readouterr().err


def test_sheets_are_read_back_and_stored_when_it_is_wanted(
    sample_desk, file, tmp_path, capsys, monkeypatch
):
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from tests.stages.selection.returning import answers, by_pikepdf, room, saved

    made = room(sample_desk, raters=2, candidates=1)
    sheets = [
        saved(tmp_path, f"{n}.pdf", by_pikepdf(made.blank(0, n), made.fields(answers(0, n))))
        for n in range(2)
    ]
    path = sample_desk.file.path
    sample_desk.file.close()

    assert run("read-back", path, *sheets) == 1, "nobody can be asked"
    said = capsys.readouterr()
    assert "0.pdf: matched (Amara Okafor – " in said.out
    assert "lost an order" not in said.out + said.err
    assert "--yes" in said.err

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "n")
    assert run("read-back", path, *sheets) == 0
    assert "taken in" not in capsys.readouterr().out

    assert run("read-back", path, *sheets, "--yes") == 0
    assert "2 sheets were taken in." in capsys.readouterr().out
    assert run("read-back", path, *sheets, tmp_path / "none.pdf", "--yes") == 1
    said = capsys.readouterr().out
    assert "already in" in said
    assert "none.pdf: not readable" in said
    assert EngagementFile.open(path, Key.published()).close() is None
