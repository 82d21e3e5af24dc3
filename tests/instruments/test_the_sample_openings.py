"""The sample's openings hold together beside the numbers of the method."""

from __future__ import annotations

from app.instruments import sample
from app.stages.selection import rules

NORTHMERE = sample.load()


def test_the_applicants_of_the_year_add_to_the_numbers_of_the_method():
    sums = {
        group: tuple(
            sum(getattr(one, name) for one in NORTHMERE.applicant_counts if one.group == group)
            for name in ("applicants", "selected")
        )
        for group in ("Women", "Men")
    }

    assert sums == {"Women": (9, 1), "Men": (17, 4)}
    for opening in NORTHMERE.requisitions:
        counted = [one for one in NORTHMERE.applicant_counts if one.requisition == opening.number]
        assert sum(one.applicants for one in counted) == len(opening.candidates)
        assert sum(one.selected for one in counted) == 1


def test_the_second_opening_is_decided_by_its_numbers():
    opening = NORTHMERE.opening("REQ-2")
    criteria = [rules.Criterion(c.code, c.weight, c.floor) for c in opening.criteria]
    scores = {
        one.person: rules.score(
            criteria,
            {rating.criterion: [[score] for score in rating.scores] for rating in one.ratings},
            {
                c.code: [extra.score for extra in one.assessments if extra.criterion == c.code]
                for c in opening.criteria
            },
        )
        for one in opening.candidates
    }
    placed = {place.key: place for place in rules.ranked(scores)}

    assert placed["Yusuf Dahir-Lane"].band == 1
    assert placed["Ingrid Solberg-Marsh"].band == 2
    assert placed["Teo Marchetti"].why_apart == "below_floor"
    for one in opening.candidates:
        said = f"{scores[one.person].value:.2f}"
        assert said in opening.candidates[0].decision_reason, (one.person, said)
