"""The command line: one verb, one exit code, and a sentence when something is in the way.

Exit codes: 0 done, 1 in trouble (the sentence stands on the error output), 2 wrong words. A
passphrase comes from the environment or a prompt, never from the command line, where every
other user of the computer could read it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from app.domain.errors import Refused, Spoken
from app.host.language import tr
from app.verbs import passphrases, self_check
from app.verbs.passphrases import passphrase_for_new

VERBS = ("sample", "deliverables", "export", "binder", "check", "read-back", "json", "from-json")


def is_verb(arguments: Sequence[str]) -> bool:
    """Say whether the arguments ask for a verb or an option rather than for the window."""
    return bool(arguments) and (arguments[0] in VERBS or arguments[0].startswith("-"))


def run(arguments: Sequence[str]) -> int:
    """Run one verb and return its exit code."""
    if self_check.FLAG in arguments:
        return self_check.run()
    given = _parser().parse_args(arguments)
    try:
        return int(given.act(given))
    except Spoken as trouble:
        print(trouble.text, trouble.remedy, file=sys.stderr)
        return 1
    except OSError as trouble:
        print(trouble.strerror or type(trouble).__name__, trouble.filename or "", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    """Return the grammar of the verbs."""
    from app import __version__

    parser = argparse.ArgumentParser(
        prog="becoming-great",
        description=tr("Performance Leadership on a consultant's own computer."),
        epilog=tr(
            "A passphrase is asked for, or read from the environment variable {name}."
        ).format(name=passphrases.VARIABLE),
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        self_check.FLAG,
        action="store_true",
        help=tr("check that every part of the program is there"),
    )
    verbs = parser.add_subparsers(required=True, metavar=tr("VERB"))

    sample = verbs.add_parser("sample", help=tr("write the sample engagement"))
    sample.add_argument("out", type=Path, metavar="OUT.bgreat")
    sample.set_defaults(act=_sample)

    listing = verbs.add_parser("deliverables", help=tr("list what can be put on paper"))
    listing.set_defaults(act=_deliverables)

    export = verbs.add_parser("export", help=tr("write a deliverable as PDF"))
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--deliverable", required=True, metavar="KEY")
    export.add_argument("--subject", default="", metavar="ID-OR-NAME")
    export.add_argument("--out", type=Path, required=True, metavar="DIR")
    export.set_defaults(act=_export)

    binder = verbs.add_parser("binder", help=tr("write the finished binder as PDF"))
    binder.add_argument("file", type=Path, metavar="FILE")
    binder.add_argument("--edition", choices=("owner", "leader", "person"), default="owner")
    binder.add_argument("--out", type=Path, required=True, metavar="FILE.pdf")
    binder.set_defaults(act=_binder)

    check = verbs.add_parser("check", help=tr("check that a file is whole"))
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(act=_check)

    sheets = verbs.add_parser("read-back", help=tr("take in rating sheets that came back"))
    sheets.add_argument("file", type=Path, metavar="FILE")
    sheets.add_argument("sheets", type=Path, nargs="+", metavar="PDF")
    sheets.add_argument("--yes", action="store_true", help=tr("store what matches unasked"))
    sheets.set_defaults(act=_read_back)

    out = verbs.add_parser("json", help=tr("write the whole engagement as JSON"))
    out.add_argument("file", type=Path, metavar="FILE")
    out.add_argument("out", type=Path, metavar="OUT.json")
    out.set_defaults(act=_json)

    back = verbs.add_parser("from-json", help=tr("make an engagement file from JSON"))
    back.add_argument("document", type=Path, metavar="IN.json")
    back.add_argument("out", type=Path, metavar="OUT.bgreat")
    back.set_defaults(act=_from_json)
    return parser


def _sample(given: argparse.Namespace) -> int:
    from app.verbs.sample import write_sample

    write_sample(given.out, passphrase=passphrase_for_new())
    print(given.out)
    return 0


def _deliverables(_given: argparse.Namespace) -> int:
    from app.verbs.deliver import all_deliverables

    for deliverable in all_deliverables():
        print(f"{deliverable.key:32} {tr(deliverable.title)}")
    return 0


def _export(given: argparse.Namespace) -> int:
    from app.verbs.deliver import export
    from app.verbs.opening import opened

    with opened(given.file) as file:
        for path in export(file, given.deliverable, given.subject, given.out):
            print(path)
    return 0


def _binder(given: argparse.Namespace) -> int:
    from app.verbs.deliver import write_binder
    from app.verbs.opening import opened

    with opened(given.file) as file:
        print(write_binder(file, given.edition, given.out))
    return 0


def _check(given: argparse.Namespace) -> int:
    from app.verbs.opening import checked

    for line in checked(given.file):
        print(line)
    return 0


def _read_back(given: argparse.Namespace) -> int:
    from app.verbs import returned
    from app.verbs.opening import opened

    with opened(given.file) as file:
        findings = returned.found(file, given.sheets)
        for line in returned.lines_of(findings):
            print(line)
        if returned.is_wanted(findings, yes=given.yes):
            print(returned.take_in(file, findings))
    return 0 if all(one.sheet is not None for one in findings) else 1


def _json(given: argparse.Namespace) -> int:
    from app.verbs.opening import opened, write_new
    from app.verbs.whole_engagement import engagement_text

    with opened(given.file) as file:
        write_new(given.out, engagement_text(file).encode())
    print(given.out)
    return 0


def _from_json(given: argparse.Namespace) -> int:
    from app.verbs.whole_engagement import engagement_from_text

    if not given.document.is_file():
        raise Refused(tr("There is no file “{name}”.").format(name=given.document.name))
    try:
        text = given.document.read_text("utf-8")
    except UnicodeDecodeError:
        raise Refused(
            tr("“{name}” is not a text in UTF-8.").format(name=given.document.name),
            remedy=tr("Choose a document that was written by the verb “json”."),
        ) from None
    engagement_from_text(text, given.out, passphrase=passphrase_for_new())
    print(given.out)
    return 0
