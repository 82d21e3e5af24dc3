"""Any document at all: what Hypothesis makes when it tries to break the press."""

from __future__ import annotations

from hypothesis import strategies as st

from app.deliverables import document as doc
from app.deliverables import figures
from tests.deliverables.showcase import small_picture

HOSTILE = (
    "",
    " ",
    "\n\n\n",
    "<b>bold",
    '<img src="/etc/passwd"/>',
    '<a href="javascript:alert(1)">x</a>',
    "<para><font color=\"[[[getattr(pow,Word('__globals__'))]]]\">exploit</font></para>",
    "&amp; R&D &#60;",
    "{{7*7}} ${PATH} %s %n",
    "\x00\x07\x1b[31m",
    "\u202egnirts\u202c",
    "\ud800 half",
    "שלום (עולם) 12",
    "محمد السلام عليكم",
    "王伟 かな 한국",
    "👨‍👩‍👧 🇺🇸 ☺️",
    "e\u0301" * 30,
    "x" * 900,
    "word " * 300,
    "(\\) endstream endobj",
)


def tuples(of, most=4):
    return quiet(st.lists(of, max_size=most).map(tuple))


def quiet(of):
    """Return a strategy that Hypothesis can name in a word instead of a page."""

    @st.composite
    def value(draw):
        return draw(of)

    return value()


texts = quiet(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60)))
numbers = st.one_of(
    st.none(), st.floats(), st.floats(-10, 10), st.sampled_from((0.0, 1e308, -1e308, 1e-320))
)
states = st.sampled_from(("ahead", "under_way", "arrived"))
cells = st.one_of(
    texts,
    st.builds(
        doc.Cell,
        texts,
        st.sampled_from(("", "strong", "soft", "head", "good", "warn", "bad")),
        st.one_of(
            texts,
            st.sampled_from(
                (
                    "dots:3",
                    "dots:1e9/1e9",
                    "dots:-2/3",
                    "dots:nan",
                    "bar:0.5",
                    "bar:7",
                    "tick",
                    "box",
                )
            ),
        ),
    ),
)
shares = st.sampled_from((1.0, 0.0, -1.0, 50.0, 0.01))
columns = st.builds(
    doc.Column,
    texts,
    shares,
    st.sampled_from(("left", "right", "center")),
    st.booleans(),
)


tables = quiet(
    st.builds(doc.Table, tuples(columns, 5), tuples(tuples(cells, 6), 30), texts, texts, texts)
)
bars = quiet(
    st.builds(figures.Bar, texts, numbers, numbers, numbers, st.tuples(texts, texts, texts))
)
drawings = quiet(
    st.one_of(
        st.builds(figures.Bars, tuples(bars, 60)),
        st.builds(
            figures.Profile,
            tuples(texts, 60),
            tuples(st.builds(figures.ProfileLine, texts, tuples(numbers, 9)), 6),
            st.sampled_from((1.0, 5.0, -3.0)),
            st.sampled_from((1.0, 5.0, 100.0)),
        ),
        st.builds(
            figures.Matrix,
            tuples(texts, 60),
            tuples(texts, 9),
            tuples(tuples(numbers, 9), 9),
            shown=tuples(tuples(texts, 9), 9),
        ),
        st.builds(figures.Trend, tuples(st.tuples(texts, numbers), 40), numbers, texts),
        st.builds(figures.Road, tuples(states, 9), tuples(texts, 9), st.integers(-2, 12)),
    )
)
plain_blocks = quiet(
    st.one_of(
        st.builds(doc.Heading, texts, st.integers(-1, 7)),
        st.builds(
            doc.Paragraph, texts, st.sampled_from(("body", "lead", "small", "quote", "label"))
        ),
        st.builds(doc.Bullets, tuples(texts), st.booleans()),
        st.builds(doc.Facts, tuples(st.tuples(texts, texts))),
        tables,
        st.builds(doc.Figure, drawings, texts, st.one_of(st.none(), tables), texts),
        st.builds(
            doc.Ruled,
            texts,
            st.integers(-2, 90),
            texts,
            st.booleans(),
            texts,
            st.integers(0, 9),
            texts,
        ),
        st.builds(doc.Blanks, tuples(st.builds(doc.Blank, texts, shares), 12)),
        st.builds(doc.TickBoxes, tuples(texts), tuples(st.integers(-1, 5))),
        st.builds(
            doc.Scale,
            tuples(st.tuples(st.integers(-9, 9), texts, texts), 12),
            numbers,
            tuples(st.tuples(st.floats(-9, 9), texts)),
            st.booleans(),
            texts,
            st.tuples(texts, texts),
            texts,
        ),
        st.builds(doc.FieldHidden, texts, texts),
        st.builds(doc.Callout, texts, texts, st.sampled_from(("note", "warn", "good"))),
        st.builds(doc.Signature, tuples(st.tuples(texts, texts, texts), 30), texts),
        st.just(doc.PageBreak()),
        st.builds(doc.RoadMark, tuples(states, 9), tuples(texts, 9)),
        st.builds(
            doc.Picture,
            st.one_of(st.binary(max_size=40), st.just(small_picture())),
            st.sampled_from((-4.0, 0.0, 40.0, 5000.0)),
            texts,
        ),
        st.builds(doc.QrCode, texts, texts, texts),
        st.builds(doc.Cover, texts, texts, tuples(texts, 30), tuples(states, 9)),
        st.builds(doc.Divider, texts, texts, texts, tuples(states, 9), st.integers(-2, 9)),
    )
)
blocks = quiet(
    st.recursive(
        plain_blocks,
        lambda inner: st.one_of(
            st.builds(doc.KeepTogether, tuples(inner)),
            st.builds(
                doc.TwoColumns,
                tuples(inner),
                tuples(inner),
                st.sampled_from(((1.0, 1.0), (0.0, 0.0), (-1.0, 3.0), (9.0, 1.0))),
            ),
        ),
        max_leaves=12,
    )
)
documents = quiet(
    st.builds(
        doc.Document,
        texts,
        tuples(st.one_of(plain_blocks, plain_blocks, plain_blocks, tables, blocks), 8),
        subtitle=texts,
        kind=texts,
        subject=texts,
        reference=texts,
        version=st.integers(0, 10**6),
        confidentiality=st.sampled_from(doc.Confidentiality),
        draft=st.booleans(),
        on=st.one_of(st.none(), st.dates()),
        orientation=st.sampled_from(("portrait", "landscape")),
        author=texts,
        keywords=tuples(texts),
        listed=texts,
        notice=texts,
        shrinks_to=st.sampled_from((1.0, 0.8, 0.0, -1.0, float("inf"))),
    )
)
