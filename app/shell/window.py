"""The window: the start page, or one open engagement with its tabs and its menus."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QStackedWidget

from app.domain.errors import FileTrouble
from app.host.language import tr
from app.host.paths import data_folder
from app.host.settings import Settings, save_settings
from app.shell import doors, restoring
from app.shell.greeting import greet
from app.shell.menus import Menus
from app.shell.start import StartPage
from app.ui import dialogs, theme
from app.ui.jobs import Job, Jobs, ProgressStrip
from app.ui.notices import Notices

if TYPE_CHECKING:
    from app.shell.workbench import Workbench
    from app.store.engagement_file import EngagementFile
    from app.ui.desk import Desk

_SMALLEST = (1024, 640)


class Window(QMainWindow):
    """The one window. Until an engagement is opened nothing heavy is imported."""

    def __init__(self, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__()
        self.settings = settings
        self.jobs = jobs or Jobs(self)
        self.desk: Desk | None = None
        self.workbench: Workbench | None = None
        self._sample: Job | None = None
        self.setMinimumSize(*_SMALLEST)
        self.resize(1280, 800)
        self.start = StartPage()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.start)
        self.setCentralWidget(self._stack)
        self._state = QLabel()
        self.statusBar().addWidget(self._state, 1)
        self.statusBar().addPermanentWidget(ProgressStrip(self.jobs))
        self.menus = Menus(self)
        self._connect_start()
        self._restore_place()
        self._show_start()

    # ------------------------------------------------------------------ opening and closing

    def new_engagement(self) -> None:
        """Ask where and under which passphrase, and make a new engagement."""
        name = tr("New engagement") + ".bgreat"
        path = dialogs.save_file(self, tr("New engagement"), name=name, kinds=dialogs.ENGAGEMENTS)
        if path is None:
            return
        secret = dialogs.new_passphrase(self, path.stem, may_remember=False)
        if secret is None:
            return
        self._enter(doors.make, path, secret.text)

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
            self._commit_pending()
            self.workbench.show_papers()

    def show_earlier(self) -> None:
        """Show the earlier versions of the open engagement."""
        if self.workbench is not None and self.desk is not None:
            self._commit_pending()
            self.workbench.show_instead(restoring.earlier_versions(self, self.desk))

    def save_copy(self) -> None:
        """Ask where a copy of the open engagement is to lie, and go on working in it."""
        if self.desk is not None:
            self._commit_pending()
            restoring.save_copy(self, self.desk)

    def turn_to(self, number: int) -> None:
        """Show the tab at a place, counted from 1."""
        if self.workbench is not None:
            self.workbench.turn_to(number)

    def say_saved(self) -> None:
        """Answer the habit of saving: it is done."""
        if self.desk is not None:
            self._commit_pending()
            self._tell_state()
            time = datetime.now().astimezone().strftime("%H:%M")
            self.desk.notices.show(tr("Already saved, {time}.").format(time=time), kind="good")

    def open_path(self, path: Path) -> None:
        """Open an engagement; a passphrase is asked for until it fits or the user gives up."""
        is_wrong = False
        try:
            asks = doors.needs_passphrase(path)
        except FileTrouble as trouble:
            restoring.tell(self, path, trouble)
            return
        while asks:
            given = dialogs.passphrase(self, path.stem, is_wrong=is_wrong, may_remember=False)
            if given is None:
                return
            is_wrong = not self._enter(doors.open_file, path, given.text)
            if not is_wrong:
                return
        self._enter(doors.open_file, path, "")

    def enter_by_secret(self, path: Path, secret: str) -> bool:
        """Open an engagement by its passphrase, empty where it has none; say whether it fits."""
        return self._enter(doors.open_file, path, secret)

    def enter_by_key(self, path: Path, digits: str) -> bool:
        """Open an engagement by the 96 digits of its key; say whether they fit."""
        return self._enter(doors.open_by_key, path, digits)

    def close_engagement(self) -> None:
        """Close the engagement and show the start page."""
        if self.desk is None:
            return
        file = self.desk.file
        self._commit_pending()
        if self.workbench is not None:
            self._stack.removeWidget(self.workbench)
            self.workbench.deleteLater()
        self.desk.close()
        file.close()
        doors.forget_pages()
        self.desk, self.workbench = None, None
        self._show_start()

    def _enter(self, door: doors.Door, path: Path, secret: str) -> bool:
        """Go through a door to an engagement, or say why it stays shut.

        Returns:
            False when the passphrase did not fit and another may be tried.
        """
        try:
            file = door(path, secret, self.settings.author_name)
        except FileTrouble as trouble:
            if secret and doors.is_wrong_key(trouble):
                return False
            restoring.tell(self, path, trouble)
            return True
        self.close_engagement()
        self._furnish(file)
        self.settings.opened(path, file.uuid)
        return True

    def _furnish(self, file: EngagementFile) -> None:
        """Make the tabs of an open engagement."""
        from app.shell.workbench import Workbench, title_of
        from app.stages import STAGES
        from app.ui.desk import Desk

        answers = doors.answers(STAGES)
        notices = Notices(self)
        self.desk = Desk(file, self.jobs, notices, answers, settings=self.settings, parent=self)
        self.workbench = Workbench(self.desk, STAGES)
        self.menus.name_tabs([title_of(stage) for stage in STAGES])
        self._stack.addWidget(self.workbench)
        self._stack.setCurrentWidget(self.workbench)
        file.history.changed.connect(self._history_moved)
        self._history_moved(None)
        self._tell_state()
        greet(file, notices, self.save_copy)

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

    def _tell_state(self) -> None:
        """Say what is open, whether it is protected, and that it is saved."""
        if self.desk is None:
            self._state.setText("")
            self.setWindowTitle("Becoming Great!")
            return
        file = self.desk.file
        only_read = tr(" (Read-only)") if file.is_read_only else ""
        self.setWindowTitle(f"{file.path.stem}{only_read} – Becoming Great!")
        if file.is_read_only:
            self._state.setText(tr("Read-only: nothing here can be changed"))
            return
        time = datetime.now().astimezone().strftime("%H:%M")
        safety = tr("protected") if file.is_protected else tr("not protected by a passphrase")
        self._state.setText(tr("Saved {time} · {safety}").format(time=time, safety=safety))

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
        self.start.recent_removed.connect(self._forget_recent)

    def _open_recent(self, path: str) -> None:
        """Open an engagement of the list."""
        self.open_path(Path(path))

    def _forget_recent(self, path: str) -> None:
        """Take an engagement that is not there off the list."""
        self.settings.forgotten(Path(path))
        self._show_start()

    def _restore_place(self) -> None:
        """Put the window where it was."""
        if self.settings.window_geometry:
            self.restoreGeometry(
                QByteArray.fromBase64(QByteArray(self.settings.window_geometry.encode()))
            )
