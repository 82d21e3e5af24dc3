"""One program at a time: a second start hands its file to the window that is there, and ends.

Only the same user of this computer can ring. What is said is the path of a file and nothing else;
it is opened as if it had been dropped on the window.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zlib import adler32, crc32

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from app.host.paths import data_folder

if TYPE_CHECKING:
    from app.shell.window import Window

_LONGEST = 32_768
_ANSWER = b"opened\n"
_MS_TO_CONNECT = 200
_MS_TO_ANSWER = 2_000


def hand_over(path: Path | None) -> bool:
    """Give a file to the program that runs already, or only call it to the front.

    Returns:
        Whether one runs and answered; otherwise this program has to open its own window.
    """
    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_MS_TO_CONNECT):
        return False
    said = str(path.absolute()) if path else ""
    socket.write(said.encode("utf-8", "surrogateescape") + b"\n")
    return socket.waitForReadyRead(_MS_TO_ANSWER) and socket.readAll().data() == _ANSWER


class Doorbell(QObject):
    """Listens for a second start, and for files the system asks this program to open."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(_name()):
            QLocalServer.removeServer(_name())  # one that a crash left behind: nobody answered it
            self._server.listen(_name())
        if app := QApplication.instance():
            app.installEventFilter(self)

    @property
    def is_listening(self) -> bool:
        """Whether a second start would be heard."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the file a system hands over with a double click."""
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self._open(event.file())
            return True
        return super().eventFilter(watched, event)

    def _greet(self) -> None:
        """Hear out whoever rang."""
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            self._take(socket)

    def _hear(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._take(socket)

    def _take(self, socket: QLocalSocket) -> None:
        """Answer at once, then do what was asked: a question may be asked before it is open."""
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        said = bytes(socket.readLine(_LONGEST).data())
        socket.write(_ANSWER)
        socket.flush()
        self._open(said.decode("utf-8", "surrogateescape").rstrip("\n"))

    def _open(self, text: str) -> None:
        """Come to the front and open a file, unless a question is waiting for its answer."""
        self._window.come_forward()
        if text and QApplication.activeModalWidget() is None:
            self._window.open_path(Path(text))


def _name() -> str:
    """Return what the program of this user, and of these folders, listens to."""
    place = str(data_folder()).encode("utf-8", "surrogateescape")
    return f"becoming-great-{crc32(place):08x}-{adler32(place):08x}"
