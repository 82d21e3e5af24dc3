"""Long work: values in, values out, progress, cancel."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton

from app.ui.jobs import Cancelled, Job, Jobs, Progress, ProgressStrip


def double(value: int) -> int:
    return value * 2


def count_up(to: int, *, progress: Progress) -> int:
    for done in range(to):
        progress(done + 1, to, f"page {done + 1}")
    return to


def thread_name() -> str:
    return threading.current_thread().name


@pytest.fixture
def jobs(qapp: QApplication):
    made = Jobs()
    yield made
    made.close()


def test_a_job_works_beside_the_window_and_answers_on_its_thread(jobs: Jobs, qtbot):
    answered_on: list[str] = []

    job = jobs.start(thread_name)
    job.succeeded.connect(lambda _value: answered_on.append(thread_name()))
    with qtbot.waitSignal(job.finished):
        pass

    assert job.value != thread_name()
    assert answered_on == [thread_name()]


def test_a_job_reports_how_far_it_is(jobs: Jobs, qtbot):
    heard: list[tuple[int, int, str]] = []

    job = jobs.start(count_up, 3)
    job.progressed.connect(lambda *said: heard.append(said))
    with qtbot.waitSignal(job.succeeded) as answer:
        pass

    assert answer.args == [3]
    assert heard == [(1, 3, "page 1"), (2, 3, "page 2"), (3, 3, "page 3")]


def test_a_job_that_is_given_up_stops_at_its_next_report(jobs: Jobs, qtbot):
    has_begun, may_go_on = threading.Event(), threading.Event()
    reached: list[int] = []

    def work(progress: Progress) -> None:
        has_begun.set()
        may_go_on.wait(10)
        progress(1, 2)
        reached.append(1)

    job = jobs.start(work)
    assert has_begun.wait(10)
    job.cancel()
    with qtbot.waitSignal(job.cancelled), qtbot.assertNotEmitted(job.failed):
        may_go_on.set()

    assert reached == []
    assert isinstance(job.error, Cancelled)


def test_a_failure_arrives_as_a_signal(jobs: Jobs, qtbot):
    def fail() -> None:
        raise ValueError("no")

    job = jobs.start(fail)
    with qtbot.waitSignal(job.failed) as answer:
        pass

    assert isinstance(answer.args[0], ValueError)
    assert jobs.running == ()


def test_closing_gives_up_what_runs_and_waits_for_it(jobs: Jobs):
    has_begun = threading.Event()
    ended = threading.Event()

    def work(progress: Progress) -> None:
        has_begun.set()
        try:
            while True:
                progress(0, 0)
        finally:
            ended.set()

    jobs.start(work)
    assert has_begun.wait(10)

    jobs.close()

    assert ended.is_set()


def test_an_inline_job_answers_at_once(qapp: QApplication):
    seen: list[int] = []

    Jobs(inline=True).start(double, 21).then(seen.append)

    assert seen == [42]


def test_an_inline_job_still_sends_its_signals_afterwards(qapp: QApplication, qtbot):
    seen: list[int] = []
    jobs = Jobs(inline=True)

    job = jobs.start(double, 21)
    job.succeeded.connect(seen.append)
    with qtbot.waitSignal(job.finished):
        pass

    assert seen == [42]


def test_then_is_not_called_for_a_failure(qapp: QApplication, qtbot):
    seen: list[object] = []
    jobs = Jobs(inline=True)

    job = jobs.start(double, None).then(seen.append)
    with qtbot.waitSignal(job.failed):
        pass

    assert seen == []


def test_the_strip_shows_the_job_and_cancels_it(jobs: Jobs, qtbot):
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)
    release = threading.Event()

    def work(progress: Progress) -> None:
        progress(3, 10, "page 3")
        release.wait(10)
        progress(4, 10, "page 4")

    job: Job = jobs.start(work, title="Making the binder")
    qtbot.waitUntil(strip.isVisible)
    bar = strip.findChild(QProgressBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.value() == 3)
    assert bar.maximum() == 10

    with qtbot.waitSignal(job.cancelled):
        strip.findChild(QPushButton).click()
        release.set()

    qtbot.waitUntil(strip.isHidden)


def test_the_strip_stays_away_for_short_work(jobs: Jobs, qtbot):
    strip = ProgressStrip(jobs)
    qtbot.addWidget(strip)

    job = jobs.start(double, 1)
    with qtbot.waitSignal(job.finished):
        pass

    assert strip.isHidden()
    assert not strip._patience.isActive()
