"""Values, competencies, versions and the outcome map are judged as the method says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.outcomes import ResultPart
from app.domain.values import ValueStatus
from app.instruments.instrument import competencies
from app.stages.foundation.rules import (
    Change,
    ChangeKind,
    CompetencyAsk,
    CompetencyFacts,
    JobFacts,
    MeasureFacts,
    OutcomeFacts,
    Owning,
    ResultFacts,
    Severity,
    ValueFacts,
    competency_findings,
    difference,
    in_words,
    letter,
    map_findings,
    moved,
    says_an_action,
    value_findings,
)

TRUTH = ValueFacts(
    "Truth early",
    meaning="We say what is so while there is still time to act on it.",
    seen_when="Bad news arrives before the due date",
    not_seen_when="Problems surface only when someone asks",
    story="In March Odell stopped the truck.",
    status=ValueStatus.adopted,
)
OWNERSHIP = CompetencyFacts(
    "Ownership",
    "Carries results to the end.",
    (
        "Points to others when a result is missed",
        "Accepts responsibility when asked",
        "Carries own results to the end",
        "Takes on results that cross job lines",
        "Others take more ownership because of this person",
    ),
)


def codes(findings):
    return [finding.code for finding in findings]


def adopted(count: int) -> list[ValueFacts]:
    return [replace(TRUTH, name=f"Value {n}") for n in range(count)]


@pytest.mark.parametrize(
    ("count", "severity"),
    [
        (0, None),
        (3, Severity.hint),
        (4, None),
        (6, None),
        (7, Severity.warning),
        (8, Severity.warning),
        (9, Severity.blocking),
    ],
)
def test_four_to_six_values_are_enough(count, severity):
    assert [f.severity for f in value_findings(adopted(count))] == [severity] * bool(severity)


def test_forty_words_on_the_wall_are_no_fault():
    drafts = [replace(v, status=ValueStatus.draft) for v in adopted(40)]

    assert value_findings(drafts) == ()


@pytest.mark.parametrize(
    ("missing", "code"),
    [("story", "VA-02"), ("meaning", "VA-03"), ("seen_when", "VA-04"), ("not_seen_when", "VA-04")],
)
def test_a_value_has_a_story_a_meaning_and_something_to_see(missing, code):
    bare = replace(TRUTH, **{missing: " "})

    assert codes(value_findings([bare, *adopted(3)])) == [code]
    assert value_findings([replace(bare, status=ValueStatus.retired), *adopted(4)]) == ()


def test_a_competency_of_five_seen_anchors_is_sound():
    assert competency_findings([OWNERSHIP]) == ()


def test_missing_alike_and_graded_anchors_are_found():
    first, *rest = OWNERSHIP.anchors
    missing = replace(OWNERSHIP, anchors=("", *rest))
    alike = replace(OWNERSHIP, anchors=(first, f"{first.upper()}.", *rest[1:]))
    graded = replace(OWNERSHIP, anchors=(first, "Good at most things", *rest[1:]))

    assert codes(competency_findings([missing])) == ["CO-01"]
    assert competency_findings([alike])[0].message == "Levels 1, 2 read the same."
    (finding,) = competency_findings([graded])
    assert (finding.code, finding.where) == ("CO-03", "Ownership, level 2")
    assert competency_findings([replace(missing, status=ValueStatus.retired)]) == ()


@pytest.mark.parametrize("words", ["Is honest with all", "Excellent", "Has a positive attitude"])
def test_a_trait_is_no_action(words):
    assert not says_an_action(words)


@pytest.mark.parametrize("seed", competencies(), ids=lambda seed: seed.key)
def test_the_shipped_anchors_can_all_be_seen(seed):
    assert competency_findings([CompetencyFacts(seed.name, seed.definition, seed.anchors)]) == ()


@pytest.mark.parametrize(
    ("place", "code"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")]
)
def test_destinations_are_lettered_in_their_order(place, code):
    assert letter(place) == code


@pytest.mark.parametrize(
    ("places", "order"), [(1, "acbd"), (-1, "bacd"), (9, "acdb"), (-9, "bacd"), (0, "abcd")]
)
def test_a_row_moves_no_further_than_the_ends(places, order):
    assert "".join(moved("abcd", "b", places)) == order


# ------------------------------------------------------------------ versions

YIELD = MeasureFacts("Own yield", target=95.0, spine_id="y")
OLD = JobFacts(
    purpose="Parts",
    outcomes=(
        OutcomeFacts("Right first time", 60, (YIELD,), "A", spine_id="a"),
        OutcomeFacts("On time", 40, (), "B", spine_id="b"),
    ),
    competencies=(CompetencyAsk("k1", "Ownership", 3), CompetencyAsk("k2", "Candor", 3)),
)


def test_a_version_does_not_differ_from_itself():
    assert difference(OLD, replace(OLD, version=2, id="other")) == ()


def test_a_difference_names_each_change_once_and_in_words():
    new = JobFacts(
        purpose="Parts that fit",
        effective_on=date(2025, 3, 4),
        outcomes=(
            OutcomeFacts(
                "Right the first time",
                55,
                (
                    replace(YIELD, target=96.5, is_lead=True),
                    MeasureFacts("Scrap", spine_id="s"),
                ),
                "A",
                company_result="Orders on day",
                spine_id="a",
            ),
            OutcomeFacts("Nobody hurt", 45, (), "B", spine_id="c"),
        ),
        competencies=(CompetencyAsk("k1", "Ownership", 4), CompetencyAsk("k3", "Care", 3)),
    )
    changed, added, removed = ChangeKind.changed, ChangeKind.added, ChangeKind.removed

    assert difference(OLD, new) == (
        Change(changed, "Purpose", "Purpose", "Parts", "Parts that fit"),
        Change(changed, "In effect from", "In effect from", "–", "March 4, 2025"),
        Change(changed, "Outcome A", "Outcome", "Right first time", "Right the first time"),
        Change(changed, "Outcome A", "Weight", "60", "55"),
        Change(changed, "Outcome A", "Serves the company result", "", "Orders on day"),
        Change(changed, "Outcome A, Own yield", "To", "95", "96.5"),
        Change(changed, "Outcome A, Own yield", "Lead measure", "No", "Yes"),
        Change(added, "Outcome A", "", "", "Scrap"),
        Change(added, "Outcome B", "", "", "Nobody hurt"),
        Change(removed, "Outcome B", "", "On time", ""),
        Change(changed, "Ownership", "Level this job asks for", "3", "4"),
        Change(added, "Competencies", "", "", "Care"),
        Change(removed, "Competencies", "", "Candor", ""),
    )


def test_a_measure_taken_away_is_told():
    bare = (replace(OLD.outcomes[0], measures=()), OLD.outcomes[1])

    assert difference(OLD, replace(OLD, outcomes=bare)) == (
        Change(ChangeKind.removed, "Outcome A", "", "Own yield", ""),
    )


def test_choices_are_said_by_their_words():
    assert in_words(ResultPart.owns) == "Owns it"


# ------------------------------------------------------------------ the outcome map


def test_the_map_shows_results_without_an_owner_or_with_several():
    def part(position: str, kind: ResultPart) -> Owning:
        return Owning(position, position.title(), "o", "On time", kind)

    owned = ResultFacts("r1", "On promised day", parts=(part("ops", ResultPart.owns),))
    shared = ResultFacts("r2", "Yield", parts=(part("ops", ResultPart.shares),))
    doubled = ResultFacts(
        "r3", "Margin", parts=(part("ops", ResultPart.owns), part("cfo", ResultPart.owns))
    )
    positions = {"ops": "Ops", "cfo": "Cfo", "saw": "Saw"}

    findings = map_findings((owned, shared, doubled), positions)

    assert [(f.code, f.where) for f in findings] == [
        ("OM-01", "Yield"),
        ("OM-02", "Margin"),
        ("OM-03", "Saw"),
    ]
    assert findings[1].message == "Several positions own this: Ops, Cfo."
    assert map_findings((), positions) == ()
