"""The register of the stages that are built, in the order of the method. One line each."""

import app.domain.issue  # noqa: F401 - issued documents belong to every file
from app.stages.foundation.stage import STAGE as FOUNDATION
from app.stages.review.stage import STAGE as REVIEW
from app.stages.selection.stage import STAGE as SELECTION
from app.stages.stage import Stage

STAGES: tuple[Stage, ...] = (FOUNDATION, SELECTION, REVIEW)
