"""The closed choices of selection, and how its rows are known."""

from __future__ import annotations

from typing import NewType

from app.domain.rows import Words
from app.host.language import N_

RequisitionId = NewType("RequisitionId", str)
GuideId = NewType("GuideId", str)
CriterionId = NewType("CriterionId", str)
GuideQuestionId = NewType("GuideQuestionId", str)
BankQuestionId = NewType("BankQuestionId", str)
CandidateId = NewType("CandidateId", str)
ScreeningId = NewType("ScreeningId", str)
PanelMemberId = NewType("PanelMemberId", str)
InterviewId = NewType("InterviewId", str)
PracticeId = NewType("PracticeId", str)
RatingSheetId = NewType("RatingSheetId", str)
RatingId = NewType("RatingId", str)
ExtraAssessmentId = NewType("ExtraAssessmentId", str)
DecisionId = NewType("DecisionId", str)


class OpeningReason(Words):
    """Why somebody is looked for."""

    new = "new", N_("New position")
    replacement = "replacement", N_("Replacement")
    internal_move = "internal_move", N_("Internal move")


class RequisitionStatus(Words):
    """How far a requisition has come."""

    draft = "draft", N_("Draft")
    open = "open", N_("Open")
    interviewing = "interviewing", N_("Interviewing")
    decided = "decided", N_("Decided")
    filled = "filled", N_("Filled")
    canceled = "canceled", N_("Canceled")


class CriterionKind(Words):
    """What a criterion comes from."""

    outcome = "outcome", N_("Outcome")
    core_competency = "core_competency", N_("Core competency")
    role_competency = "role_competency", N_("Role competency")
    skill = "skill", N_("Skill")
    work_sample = "work_sample", N_("Work sample")


class Source(Words):
    """How a candidate came."""

    internal = "internal", N_("Internal")
    referral = "referral", N_("Referral")
    advert = "advert", N_("Advertisement")
    agency = "agency", N_("Agency")
    walk_in = "walk_in", N_("Walked in")
    other = "other", N_("Other")


class CandidateStage(Words):
    """How far a candidate has come."""

    received = "received", N_("Received")
    screened_in = "screened_in", N_("Screened in")
    screened_out = "screened_out", N_("Screened out")
    interview = "interview", N_("Interview")
    finalist = "finalist", N_("Finalist")
    offered = "offered", N_("Offered")
    hired = "hired", N_("Hired")
    declined = "declined", N_("Declined the offer")
    withdrew = "withdrew", N_("Withdrew")
    not_selected = "not_selected", N_("Not selected")


class PanelRole(Words):
    """The part somebody has on the panel; observers do not rate."""

    lead = "lead", N_("Leads the interview")
    rater = "rater", N_("Rates")
    observer = "observer", N_("Observes")


class DecisionOutcome(Words):
    """What was decided about a candidate."""

    offer = "offer", N_("Offer")
    hold = "hold", N_("Hold")
    no = "no", N_("No")


class GuideStatus(Words):
    """How far an interview guide has come; a locked one no longer changes."""

    draft = "draft", N_("Draft")
    piloted = "piloted", N_("Piloted")
    locked = "locked", N_("Locked")


class QuestionKind(Words):
    """What a question asks for."""

    behavioral = "behavioral", N_("Tell us about")
    situational = "situational", N_("What would you do")
    outcome_accomplishment = "outcome_accomplishment", N_("A result brought about")
    outcome_situation = "outcome_situation", N_("The first ninety days")
    knowledge = "knowledge", N_("Job knowledge")
    motivation_for_work = "motivation_for_work", N_("What draws to this work")


class InterviewStatus(Words):
    """What became of an interview."""

    planned = "planned", N_("Planned")
    done = "done", N_("Held")
    no_show = "no_show", N_("Did not come")


class AssessmentKind(Words):
    """How a candidate was judged beside the interview."""

    work_sample = "work_sample", N_("Work sample")
    job_knowledge = "job_knowledge", N_("Job knowledge")
    reference = "reference", N_("Reference")


class Dimension(Words):
    """By what applicants are counted for the fairness sheet."""

    sex = "sex", N_("Sex")
    race_ethnicity = "race_ethnicity", N_("Race or ethnicity")
    age40 = "age40", N_("Age 40 and over")
