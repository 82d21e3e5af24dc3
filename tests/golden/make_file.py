"""Keep a file as this version makes it: ``python -m tests.golden.make_file``.

Beside it stands the same content as JSON, with which the file is compared after every migration to
come. To be run once for each released schema. A kept file is never made again: it stands for the
files that users of that version have, and every later version must open it.
"""

from __future__ import annotations

import os
import sys
from tempfile import TemporaryDirectory

from tests.conftest import GOLDEN


def main() -> int:
    """Write the sample client in the present schema, unless that version is kept already."""
    import app.stages  # noqa: F401 - its tables register themselves
    from app.store.engagement_file import EngagementFile
    from app.store.keys import Key
    from app.store.schema import VERSION
    from app.verbs.sample import build_sample
    from app.verbs.whole_engagement import engagement_text

    path = GOLDEN / "files" / f"v{VERSION}.bgreat"
    content = path.with_suffix(".json")
    if path.exists() or content.exists():
        sys.stderr.write(f"{path.name} is kept already and stays as it is.\n")
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        os.environ["BECOMING_GREAT_HOME"] = home
        with EngagementFile.create(path, Key.published(), author="A Consultant") as file:
            build_sample(file)
            content.write_text(engagement_text(file), encoding="utf-8", newline="\n")
    for made in (path, content):
        sys.stdout.write(f"{made.name}: {made.stat().st_size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
