"""The register of the stages that are built, in the order of the method. One line each."""

from app.stages.foundation.stage import STAGE as FOUNDATION
from app.stages.review import records as _review
from app.stages.selection.stage import STAGE as SELECTION
from app.stages.stage import Stage

STAGES: tuple[Stage, ...] = (FOUNDATION, SELECTION)

NOT_YET_SHOWN = _review.TABLES
"""Tables of slices whose tabs are still to come; they belong to every file already."""
