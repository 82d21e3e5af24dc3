"""To schema 2: candidates are judged by the questions of a guide, under a seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.store.migrations.rebuild import rebuild
from app.store.migrations.selection import INDEXES, NEW
from app.store.migrations.selection_rebuilt import REBUILT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.store.connection import Raw


def to_2(raw: Raw) -> None:
    """Give every opening a guide with one question for each criterion, and ratings to those.

    The guide bears the id of its opening, a question the id of its criterion, an interview the id
    of its candidate: keys are unique within their own table. A guide by which somebody was rated is
    locked; a candidate whose sheets are all in is revealed, as it was until then.
    """
    for table, definition in NEW.items():
        raw.execute(f'CREATE TABLE "{table}" ({definition})')
    _guides(raw)
    _questions(raw)
    _interviews(raw)
    _rebuild(raw)
    for index in INDEXES:
        raw.execute(index.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS", 1))


def _guides(raw: Raw) -> None:
    rated = (
        "SELECT min(rating.created_at) FROM rating "
        "JOIN criterion ON criterion.id = rating.criterion_id "
        "WHERE criterion.requisition_id = requisition.id AND rating.score IS NOT NULL"
    )
    raw.execute(
        "INSERT INTO guide (id, created_at, updated_at, updated_by, requisition_id, version, "
        "status, locked_on, opening_words, closing_words, interview_share, piloted_with, "
        "piloted_on, pilot_note, change_reason, weights_reason) "
        "SELECT id, created_at, updated_at, updated_by, id, 1, "
        f"CASE WHEN ({rated}) IS NULL THEN 'draft' ELSE 'locked' END, date(({rated})), "
        "'', '', 60, '', NULL, '', '', '' FROM requisition"
    )


def _questions(raw: Raw) -> None:
    """Ask one question for each criterion, called as the criterion is."""
    called = (
        "coalesce((SELECT statement FROM outcome WHERE outcome.id = criterion.outcome_id), "
        "(SELECT name FROM competency WHERE competency.id = criterion.competency_id), label)"
    )
    place = (
        "SELECT count(*) FROM criterion earlier "
        "WHERE earlier.requisition_id = criterion.requisition_id "
        "AND (earlier.sort, earlier.created_at, earlier.id) "
        "<= (criterion.sort, criterion.created_at, criterion.id)"
    )
    raw.execute(
        "INSERT INTO guide_question (id, created_at, updated_at, updated_by, guide_id, "
        "criterion_id, sort, source, kind, text, probes, listen_for, minutes, dropped_reason) "
        "SELECT id, created_at, updated_at, updated_by, requisition_id, id, "
        f"({place}), '', CASE kind WHEN 'outcome' THEN 'outcome_accomplishment' "
        f"ELSE 'behavioral' END, substr({called}, 1, 1000), '', '', 6, '' FROM criterion"
    )


def _interviews(raw: Raw) -> None:
    """Note an interview of everybody who was rated, open where every sheet was in."""
    due = (
        "SELECT count(*) FROM panel_member WHERE role <> 'observer' "
        "AND panel_member.requisition_id = candidate.requisition_id"
    )
    there = (
        "SELECT count(*) FROM rating_sheet JOIN panel_member "
        "ON panel_member.id = rating_sheet.panel_member_id "
        "WHERE rating_sheet.candidate_id = candidate.id AND panel_member.role <> 'observer' "
        "AND (rating_sheet.submitted_at IS NOT NULL OR rating_sheet.absent_reason <> '')"
    )
    last = (
        "SELECT max(coalesce(submitted_at, updated_at)) FROM rating_sheet "
        "WHERE rating_sheet.candidate_id = candidate.id"
    )
    raw.execute(
        "INSERT INTO interview (id, created_at, updated_at, updated_by, candidate_id, guide_id, "
        "planned_on, begins, ends, place, status, rated_together, seal_reason, visibility, "
        "revealed_at, revealed_by) "
        "SELECT id, created_at, updated_at, updated_by, id, requisition_id, "
        "(SELECT max(held_on) FROM rating_sheet WHERE candidate_id = candidate.id), '', '', '', "
        f"'done', 0, '', 'leader', CASE WHEN ({there}) >= ({due}) THEN ({last}) END, '' "
        "FROM candidate WHERE id IN (SELECT candidate_id FROM rating_sheet)"
    )


def _rebuild(raw: Raw) -> None:
    """Make the tables anew that have other columns now; children before their parents."""
    code = (
        "'C' || (SELECT count(*) FROM candidate earlier "
        "WHERE earlier.requisition_id = candidate.requisition_id "
        "AND (earlier.created_at, earlier.id) <= (candidate.created_at, candidate.id))"
    )
    of_sheet = "(SELECT requisition_id FROM candidate WHERE candidate.id = candidate_id)"
    changed: dict[str, dict[str, str]] = {
        "rating": {"question_id": "criterion_id"},
        "rating_sheet": {"guide_id": of_sheet},
        "criterion": {"guide_id": "requisition_id"},
        "candidate": {"code": code, "cv": "''", "cv_name": "''", "cv_type": "''"},
        "panel_member": {"pin": "''"},
        "engagement": {"allowed_words": "''"},
        "requisition": {"names_off": "0", "legal_hold": "0", "legal_hold_reason": "''"},
    }
    dropped = {"rating": "criterion_id", "criterion": "requisition_id"}
    for table, new in changed.items():
        _remake(raw, table, new, dropped.get(table, ""))


def _remake(raw: Raw, table: str, new: Mapping[str, str], dropped: str) -> None:
    kept = [
        str(name)
        for (name,) in raw.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        if name != dropped
    ]
    if dropped:
        raw.execute(f'DROP INDEX IF EXISTS "ix_{table}_{dropped}"')
    columns = {name: f'"{name}"' for name in kept}
    rebuild(raw, table, REBUILT[table], {**columns, **new})
