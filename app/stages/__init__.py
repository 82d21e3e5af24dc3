"""The register of the stages that are built, in the order of the method. One line each."""

from app.stages.foundation.stage import STAGE as FOUNDATION
from app.stages.review import records as _review
from app.stages.selection import records as _selection
from app.stages.stage import Stage

STAGES: tuple[Stage, ...] = (FOUNDATION,)

NOT_YET_SHOWN = (*_selection.TABLES, *_review.TABLES)
"""Tables of slices whose tabs are still to come; they belong to every file already."""
