"""Two documents to look at: every kind of block, and a job description as a client gets it."""

from __future__ import annotations

import io
from datetime import date

from PIL import Image

from app.deliverables.document import (
    Blank,
    Blanks,
    Bullets,
    Callout,
    Cell,
    Column,
    Confidentiality,
    Cover,
    Divider,
    Document,
    Facts,
    FieldHidden,
    Figure,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Picture,
    QrCode,
    RoadMark,
    Ruled,
    Scale,
    Signature,
    Table,
    TickBoxes,
    TwoColumns,
)
from app.deliverables.figures import Bar, Bars, Matrix, Profile, ProfileLine, Road, Trend
from app.deliverables.letterhead import Letterhead

LETTERHEAD = Letterhead(
    client_name="Northmere Fixture Works, Inc.",
    consultant_name="Dana Whitcomb",
    firm="Whitcomb Performance Leadership",
    motto="People first, outcomes always",
    accent="#1F5FBF",
    credit_line="After the Management Series by the originator of the method.",
)

STAGES = (
    "Selection",
    "Training",
    "Coaching",
    "Leadership",
    "Motivation",
    "Redirecting",
    "Review",
)
ROAD = ("arrived", "arrived", "arrived", "under_way", "under_way", "ahead", "ahead")

ANCHORS = (
    (1, "Working against it", "Hides a mistake or lets another answer for it."),
    (2, "Not yet steady", "Says what went wrong when asked, seldom before."),
    (
        3,
        "Dependable",
        "Names his own mistake the same day, says what it costs and what he will do about it.",
    ),
    (4, "Strong", "Does so under pressure, in front of a customer, and when nobody would notice."),
    (5, "Lifts others", "Makes it safe for the whole team; others bring their mistakes to him."),
)


def small_picture() -> bytes:
    """Return a picture of a few colors as PNG."""
    image = Image.new("RGB", (240, 150), (214, 220, 228))
    for x in range(240):
        for y in range(150):
            if (x - 120) ** 2 + (y - 75) ** 2 < 3600:
                image.putpixel((x, y), (31, 95, 191))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def job_description() -> Document:
    """Return an outcome-based job description."""
    outcomes = (
        ("A", "Fixtures leave the cell right the first time.", "30", "Scrap", "6.0 %", "3.5 %"),
        ("B", "Every promised date is kept.", "30", "On time", "82 %", "95 %"),
        ("C", "Three of four setups can be run by two people.", "20", "Cross-trained", "1", "3"),
        ("D", "Nobody is hurt, and near misses are told.", "20", "Near misses told", "2", "12"),
    )
    columns = (
        Column("", 0.3),
        Column("What is true when the work has been done well", 4),
        Column("Weight", 0.8, numeric=True),
        Column("Measure", 1.7),
        Column("Now", 0.9, numeric=True),
        Column("Target", 0.9, numeric=True),
    )
    rows = tuple(
        (Cell(code, "strong"), text, f"{weight} %", measure, now, Cell(target, "strong"))
        for code, text, weight, measure, now, target in outcomes
    )
    return Document(
        title="Cell Lead, Machining",
        kind="Outcome-based job description",
        subtitle="Where this job is going, and how we will both know that it has arrived",
        subject="Position held by Abdi Warsame",
        reference="NFW-2025-01",
        version=3,
        confidentiality=Confidentiality.team,
        on=date(2025, 6, 27),
        blocks=(
            Paragraph(
                "So that a customer can bolt our fixture to the table on Monday and run parts "
                "by noon, without once thinking of us.",
                "lead",
            ),
            Facts(
                (
                    ("Team", "Machining, nine people on two shifts"),
                    ("Reports to", "Ingrid Solheim, Operations"),
                    (
                        "Serves the purpose",
                        "We build the fixtures that let other people's machines do their best "
                        "work. This cell decides whether that sentence is true.",
                    ),
                )
            ),
            Heading("Primary outcome"),
            Paragraph(
                "The machining cell delivers what was promised, when it was promised, and the "
                "people in it can do more at the end of the year than at its beginning."
            ),
            Heading("Outcomes that make it so"),
            Table(
                columns,
                rows,
                note="Weights add to 100. A target is where the road arrives, not where it ends.",
            ),
            Heading("Freedom and limits"),
            TwoColumns(
                (
                    Paragraph("Decides alone", "label"),
                    Bullets(
                        (
                            "Order of jobs within the week",
                            "Who is trained on which setup, and when",
                            "Stopping a job that is not right",
                        )
                    ),
                ),
                (
                    Paragraph("Asks first", "label"),
                    Bullets(("Overtime beyond six hours a week", "Tooling above $1,500")),
                ),
            ),
            Heading("How we live it here", 2),
            Paragraph("Owns the result: every job in this company is looked at on this scale."),
            Scale(ANCHORS, 3),
            Callout("This describes where the job is going. It is not a contract.", kind="note"),
            Signature(
                (("Holder", "Abdi Warsame", ""), ("Leader", "Ingrid Solheim", "June 27, 2025")),
                "We have read this together and talked about every line.",
            ),
        ),
    )


def showcase(*, draft: bool = False) -> Document:
    """Return a document with every kind of block."""
    bars = Bars(
        (
            Bar("Scrap", 6.0, 3.9, 3.5, ("6.0 %", "3.9 %", "3.5 %")),
            Bar("On-time delivery", 82, 97, 95, ("82 %", "97 %", "95 %")),
            Bar("Days to answer a request for a quotation", 9, 10, 5, ("9", "10", "5")),
            Bar("People who can run a second cell", 0, 0, 4, ("0", "0", "4")),
            Bar("Customer visits", None, None, 12),
        )
    )
    profile = Profile(
        ("Owns the result", "Tells the truth early", "Teaches what she knows", "Finishes"),
        (
            ProfileLine("Self", (3, 4, 2, 4)),
            ProfileLine("Leader", (4, 4, None, 3)),
            ProfileLine("Year before", (2, 3, 3, 3)),
        ),
    )
    matrix = Matrix(
        ("I know why my job exists", "My leader talks with me about where I am heading", "Fair"),
        ("Machining", "Assembly", "Office", "All"),
        ((4.2, 3.1, 4.6, 3.9), (2.4, 3.0, None, 2.8), (1.4, 4.9, 3.5, 3.4)),
        shown=(
            ("4.2", "3.1", "4.6", "3.9"),
            ("2.4", "3.0", "–", "2.8"),
            ("1.4", "4.9", "3.5", "3.4"),
        ),
    )
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")
    trend = Trend(
        tuple(zip(months, (6.0, 5.8, 5.1, None, 4.6, 4.4, 3.9, 3.9), strict=True)), 3.5, " %"
    )
    people = tuple(
        (
            Cell(name, "strong"),
            Cell("", mark=f"dots:{n}"),
            Cell("", mark=f"bar:{n / 5}"),
            Cell(word, style),
            f"{n * 7.5:.1f}",
        )
        for name, n, word, style in (
            ("Astrid Nyberg", 4, "Agreed", "good"),
            ("Bao Nguyen", 3.5, "Under way", "warn"),
            ("Zofia Wiśniewska", 1, "Not begun", "bad"),
        )
    )
    return Document(
        title="A page of everything",
        kind="Showcase",
        subtitle="Every block the house can set, in the order of the contract",
        reference="NFW-2025-01",
        version=2,
        confidentiality=Confidentiality.personal,
        draft=draft,
        on=date(2026, 1, 9),
        blocks=(
            Heading("Running text"),
            Paragraph("A lead says in two lines what the page is for. It is set larger.", "lead"),
            Paragraph(
                "Body text runs in a measure of about eighty signs, ragged right, with an even "
                "color. Affe, “quotes”, an en dash – and an em dash —, 1,234.50 and 11:45. "
                "Names such as Žofie, Zoë, Łukasz, Đorđe, Αθηνά, Дмитрий, שלום and محمد are set "
                "as they are written; 王伟 is not in our faces and says so. ✓ ★ 😀\n"
                "A line break stays.\n\nAn empty line begins a new paragraph."
            ),
            Paragraph("Said in the words of the person who said it.", "quote"),
            Paragraph("Small print for what must be said but need not be read twice.", "small"),
            Heading("Lists and facts", 2),
            Bullets(
                (
                    "A first point",
                    "A second point that is long enough to run over the end of its line "
                    "and hang from its sign as it should",
                )
            ),
            Bullets(("First this", "Then that"), numbered=True),
            Facts(
                (
                    ("Who", "Astrid Nyberg"),
                    ("Since", "March 4, 2019"),
                    ("A longer label here", "Text"),
                )
            ),
            Heading("Tables", 2),
            Table(
                (
                    Column("Person", 2),
                    Column("Rating", 1),
                    Column("Way", 1),
                    Column("State", 1.2),
                    Column("Hours", 0.7, numeric=True),
                ),
                ((Cell("Machining", "head"),), *people, (Cell("Assembly", "head"),), *people),
                caption="People and where they stand",
                note="n = 6. Dots are ratings, bars are shares of the way.",
            ),
            Table((Column("Evidence"),), (), empty="No evidence has been written down yet."),
            Heading("Figures"),
            Figure(bars, "Five measures from where they began to now.", caption="From and to"),
            Figure(profile, "Self, leader and the year before on four competencies."),
            Figure(matrix, "Climate by team.", caption="Climate"),
            Figure(trend, "Scrap in percent by month."),
            Figure(Road(ROAD, STAGES, 4), "Four of seven stages are under way."),
            Heading("Scales and forms"),
            Scale(ANCHORS, 3.5, ((3, "Self"), (4, "Leader"))),
            Scale(ANCHORS),
            Ruled("What would we miss if this person left?", 3),
            Ruled(
                "What did the year teach us?",
                3,
                "That a promise is a measure. We said Friday and meant Friday, and the "
                "shop floor noticed before we did.",
            ),
            FieldHidden("mark", "what this form is"),
            Scale(ANCHORS, asks=False, field="rate_1", skip=("not_asked", "Not asked, because:")),
            Ruled("", 1, field="why_1", about="Why it was not asked"),
            Ruled("Evidence", 4, field="note_1", longest=20_000),
            TickBoxes(
                (
                    "Read the job description aloud",
                    "Agreed on one thing for the next month",
                    "Said what the leader will do",
                ),
                (0, 1),
            ),
            Blanks((Blank("Level", 0), Blank("Not asked, because", 3), Blank("Day"))),
            Callout(
                "Ratings of 1 and 2 need evidence that was shared before the talk.", kind="warn"
            ),
            Callout("Two of three destinations have been reached.", "Well done", "good"),
            KeepTogether((Heading("Kept together", 3), Paragraph("A heading and its text."))),
            Signature(
                (("Employee", "Astrid Nyberg", ""), ("Leader", "", "")),
                "I have received this and we have talked about it.",
            ),
            RoadMark(ROAD),
            TwoColumns(
                (Picture(small_picture(), 50, "A disc"),),
                (QrCode("otpauth://recovery/8F3A-22C1-99D0", "Scan this to open the file again."),),
            ),
            PageBreak(),
            Heading("After a page break"),
            Paragraph("Words. " * 400),
            Divider(
                "4",
                "Leadership",
                "Where each person is heading, and what the next step is.",
                ROAD,
                4,
            ),
            Cover(
                "The Finished Binder",
                "Thirteen months of Performance Leadership",
                ("Owner's edition", "January 9, 2026"),
                ROAD,
            ),
        ),
    )
