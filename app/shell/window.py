"""The window: the start page, or one open engagement with its tabs and its menus."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import FileTrouble
from app.host.language import tr
from app.host.paths import data_folder
from app.host.settings import Settings, save_settings
from app.shell import doors
from app.shell.dropping import dropped
from app.shell.entrance import Entrance
from app.shell.greeting import greet
from app.shell.keeping import Keeping
from app.shell.menus import Menus
from app.shell.places import Places
from app.shell.start import StartPage
from app.ui import dialogs, theme
from app.ui.failures import Failures
from app.ui.jobs import Job, Jobs, ProgressStrip
from app.ui.labels import PlainLabel
from app.ui.notices import NoticeBars, Notices

if TYPE_CHECKING:
    from app.shell.aside import Aside
    from app.shell.workbench import Workbench
    from app.store.engagement_file import EngagementFile
    from app.ui.desk import Desk

_SMALLEST = (1024, 640)


class Window(QMainWindow):
    """The one window. Until an engagement is opened nothing heavy is imported.

    Signals:
        first_painted: once, when the user can see it.
    """

    first_painted = Signal()

    def __init__(self, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.jobs = jobs or Jobs(self)
        self._is_painted = False
        self.desk: Desk | None = None
        self.workbench: Workbench | None = None
        self.notices = Notices(self)
        self.failures = Failures(self.notices, self)
        self.entrance = Entrance(self)
        self.keeping = Keeping(self)
        self._sample: Job | None = None
        self._saved_at: datetime | None = None
        self._over: Aside | None = None
        self.setMinimumSize(*_SMALLEST)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self.start = StartPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self._furnish_frame()
        self.menus = Menus(self)
        self._connect_start()
        self._restore_place()
        self._show_start()

    # ------------------------------------------------------------------ opening and closing

    def new_engagement(self) -> None:
        """Ask where and under which passphrase, and make a new engagement."""
        name = tr("New engagement") + dialogs.ENDING
        path = dialogs.save_file(self, tr("New engagement"), name=name, kinds=dialogs.ENGAGEMENTS)
        if path is None:
            return
        secret = dialogs.new_passphrase(
            self,
            path.stem,
            words=(path.stem, self.settings.author_name),
            may_remember=self.keeping.can_remember(),
        )
        if secret is None:
            return
        try:
            file = doors.make(path, doors.key_of(secret.text), self.settings.author_name)
        except FileTrouble as trouble:
            dialogs.trouble(self, trouble.text, trouble.remedy)
            return
        self.enter(file)
        if secret.remember:
            self.keeping.remember()
        if secret.is_protected:
            self.keeping.offer_sheet()

    def open_engagement(self) -> None:
        """Ask which engagement to open."""
        path = dialogs.open_file(self, tr("Open an engagement"))
        if path is not None:
            self.open_path(path)

    def open_sample(self) -> None:
        """Write the sample client beside the program's own files and open it; nothing is sent."""
        if self._sample is not None:
            return
        self.start.sample.setEnabled(False)
        folder = data_folder() / "samples"
        self._sample = self.jobs.start(
            doors.make_sample, folder, title=tr("Writing the sample client")
        )
        self._sample.failed.connect(self._say_trouble)
        self._sample.finished.connect(self._sample_done)
        self._sample.then(self.open_path)

    def _say_trouble(self, error: Exception) -> None:
        """Say why the sample could not be written."""
        known = isinstance(error, FileTrouble)
        text = str(error) if known else tr("The sample client could not be written.")
        remedy = error.remedy if isinstance(error, FileTrouble) else tr("Is the disk full?")
        dialogs.trouble(self, text, remedy)

    def _sample_done(self) -> None:
        self._sample = None
        self.start.sample.setEnabled(True)

    def show_papers(self) -> None:
        """Show what can be printed and handed over."""
        if self.workbench is not None:
            self._go_to_work()
            self.workbench.show_papers()

    def turn_history(self) -> None:
        """Show or put away what was done, here and now and ever since."""
        if self.workbench is not None:
            self._go_to_work()
            self.workbench.turn_history()

    def show_preferences(self) -> None:
        """Show the preferences in the place of everything else."""
        from app.shell.preferences import Preferences

        self._show_over(Preferences(self))

    def show_handbook(self, key: str = "", heading: str = "") -> None:
        """Show the handbook: a page of it, or the one for what is on the screen."""
        from app.shell.handbook import START, Handbook

        book = Handbook(self.menuBar())
        place = (key, heading) if key or self.workbench is None else self.workbench.help_page()
        self._show_over(book)
        book.open(place[0] or START, place[1])

    def _show_over(self, view: Aside) -> None:
        """Show a view until the user goes back; one that is shown already gives way to it."""
        self._go_to_work()
        self._over = view
        view.left.connect(self._leave_over)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        view.setFocus()

    def _go_to_work(self) -> None:
        """Finish the typing that is under way and show the engagement, whatever stood over it."""
        self._commit_pending()
        self._leave_over()

    def _leave_over(self) -> None:
        """Show again what was shown before."""
        if self._over is not None:
            self._stack.setCurrentWidget(self.workbench or self.start)
            self._stack.removeWidget(self._over)
            self._over.deleteLater()
            self._over = None

    def show_earlier(self) -> None:
        """Show the earlier versions of the open engagement."""
        if self.workbench is not None and self.desk is not None:
            from app.shell import restoring

            self._go_to_work()
            self.workbench.show_instead(restoring.earlier_versions(self, self.desk))

    def save_copy(self) -> None:
        """Ask where a copy of the open engagement is to lie, and go on working in it."""
        if self.desk is not None:
            from app.shell import restoring

            self._commit_pending()
            restoring.save_copy(self, self.desk)

    def turn_to(self, number: int) -> None:
        """Show the tab at a place, counted from 1."""
        if self.workbench is not None:
            self._go_to_work()
            self.workbench.turn_to(number)

    def say_saved(self) -> None:
        """Answer the habit of saving: it is done."""
        if self.desk is not None:
            self._commit_pending()
            if self.desk.file.is_read_only:
                said = tr("This file cannot be changed, so there is nothing to save.")
            elif self._saved_at is None:
                said = tr("Already saved; nothing was changed since it was opened.")
            else:
                said = tr("Already saved, {time}.").format(time=f"{self._saved_at:%H:%M}")
            self.notices.show(said, kind="good")

    def open_path(self, path: Path) -> None:
        """Open an engagement, or say why it stays shut."""
        self.entrance.open(path)

    def close_engagement(self) -> None:
        """Close the engagement and show the start page."""
        if self.desk is None:
            return
        file = self.desk.file
        self._go_to_work()
        if self.workbench is not None:
            self._stack.removeWidget(self.workbench)
            self.workbench.deleteLater()
        self.desk.close()
        file.close()
        doors.forget_pages()
        self.desk, self.workbench, self._saved_at = None, None, None
        for notice in self.notices.current:
            self.notices.withdraw(notice)
        self._show_start()

    def enter(self, file: EngagementFile, *, is_copy: bool = False) -> None:
        """Show an engagement that was just opened, in the place of the one before it.

        Args:
            file: the engagement.
            is_copy: whether the file was just made from another one.
        """
        self.close_engagement()
        self._furnish(file)
        self.settings.opened(file.path, file.uuid)
        save_settings(self.settings)
        greet(file, self.notices, self.save_copy, is_copy=is_copy)

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def _furnish_frame(self) -> None:
        """Put notices below what is shown, and the state of saving at the foot."""
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(NoticeBars(self.notices))
        self.setCentralWidget(middle)
        self._state = PlainLabel()
        self._state.setContentsMargins(theme.space("m"), 0, 0, 0)
        self.statusBar().addWidget(self._state, 1)
        self.statusBar().addPermanentWidget(ProgressStrip(self.jobs))

    def _furnish(self, file: EngagementFile) -> None:
        """Make the tabs of an open engagement."""
        from app.shell.workbench import Workbench, title_of
        from app.stages import STAGES
        from app.ui.desk import Desk

        answers = doors.answers(STAGES)
        self.desk = Desk(
            file,
            self.jobs,
            self.notices,
            answers,
            settings=self.settings,
            places=Places(self.settings.places, file.uuid),
            parent=self,
        )
        self.workbench = Workbench(self.desk, STAGES)
        self.menus.name_tabs([title_of(stage) for stage in STAGES])
        self._stack.addWidget(self.workbench)
        self._leave_over()
        self._stack.setCurrentWidget(self.workbench)
        file.changed.connect(self._saved)
        file.history.changed.connect(self._history_moved)
        self._history_moved(None)

    # ------------------------------------------------------------------ what is so

    def undo(self) -> None:
        """Take back the last step; typing that is under way is committed first."""
        if self.desk is not None:
            self._commit_pending()
            self.desk.undo()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        if self.desk is not None:
            self._commit_pending()
            self.desk.redo()

    def wear(self, mode: theme.Mode) -> None:
        """Change between light, dark and the system's look."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, mode, self.settings.text_scale)
        self.settings.theme = type(self.settings.theme)(mode)

    def scale(self, percent: int) -> None:
        """Set the size of text, 80 to 200 percent."""
        self.settings.text_scale = max(80, min(200, percent))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, theme.mode(), self.settings.text_scale)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are held over the window; what they are is said when they are let go."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped, or say why not."""
        event.acceptProposedAction()
        dropped(
            self, [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        )

    def take_files(self, key: str, paths: Sequence[Path]) -> None:
        """Give files to the stage they are for."""
        if self.workbench is not None:
            self._go_to_work()
            self.workbench.take(key, paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say once that there is something to see."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is typed, close the file and remember the place of the window."""
        self.close_engagement()
        self.jobs.close()
        self.settings.window_geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        save_settings(self.settings)
        super().closeEvent(event)

    def _history_moved(self, _what: object) -> None:
        """Name the next steps in the menu and say when the last one was saved."""
        self.menus.tell_history(self.desk.file.history if self.desk else None)
        self._tell_state()

    def _saved(self, _what: object) -> None:
        """Note when a change was written: this is told after it was, and never otherwise."""
        self._saved_at = datetime.now().astimezone()
        self._tell_state()

    def _tell_state(self) -> None:
        """Say what is open, whether it is protected, and when it was last saved."""
        if self.desk is None:
            self._state.setText("")
            self.setWindowTitle("Becoming Great!")
            return
        file = self.desk.file
        name = tr("{name} (Read-only)") if file.is_read_only else "{name}"
        self.setWindowTitle(f"{name.format(name=file.path.stem)} – Becoming Great!")
        if file.is_read_only:
            saved = tr("Read-only")
        elif self._saved_at is None:
            saved = tr("Saved")
        else:
            saved = tr("Saved {time}").format(time=f"{self._saved_at:%H:%M}")
        safety = tr("protected") if file.is_protected else tr("not protected by a passphrase")
        self._state.setText(f"{saved} · {safety}")

    def _commit_pending(self) -> None:
        """Commit typing in the form that has the focus."""
        if self.workbench is not None:
            from app.ui.forms import Form

            for form in self.workbench.findChildren(Form):
                form.commit_pending()
            if self.desk is not None:
                self.desk.file.history.seal()

    def _show_start(self) -> None:
        """Show the start page with the engagements opened lately."""
        self.start.show_recent([recent.path for recent in self.settings.recent])
        self._stack.setCurrentWidget(self.start)
        self.menus.tell_history(None)
        self._tell_state()

    def _connect_start(self) -> None:
        """Let the buttons of the start page do what they say."""
        self.start.new_asked.connect(self.new_engagement)
        self.start.open_asked.connect(self.open_engagement)
        self.start.sample_asked.connect(self.open_sample)
        self.start.recent_chosen.connect(self._open_recent)
        self.start.recent_sought.connect(self._locate_recent)
        self.start.recent_removed.connect(self._forget_recent)

    def _open_recent(self, path: str) -> None:
        """Open an engagement of the list."""
        self.open_path(Path(path))

    def locate(self, missing: Path) -> None:
        """Ask where an engagement has gone; once it opens it takes its old place in the list."""
        found = dialogs.open_file(
            self, tr("Where is {name} now?").format(name=missing.stem), folder=missing.parent
        )
        if found is None:
            return
        self.open_path(found)
        if self.desk is not None and found.samefile(self.desk.file.path):
            self.settings.forgotten(missing)

    def _locate_recent(self, path: str) -> None:
        """Look for an engagement of the list."""
        self.locate(Path(path))

    def _forget_recent(self, path: str) -> None:
        """Take an engagement off the list; the file stays where it is."""
        self.settings.forgotten(Path(path))
        save_settings(self.settings)
        self._show_start()

    def _restore_place(self) -> None:
        """Put the window where it was."""
        if self.settings.window_geometry:
            self.restoreGeometry(
                QByteArray.fromBase64(QByteArray(self.settings.window_geometry.encode()))
            )
