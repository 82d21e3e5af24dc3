"""The road: one line with seven marks, filled as far as the client has come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.deliverables.figures import RoadState
from app.deliverables.press.boxes import Box
from app.deliverables.press.faces import STRONG
from app.deliverables.press.lines import Type, lines_of
from app.deliverables.press.pen import Pen

_LABEL = Type(STRONG, 6.6, 9, "soft", spacing=0.5, capitals=True, align="center")
_NUMBER = Type(STRONG, 7.6, 10)
_RADIUS = 7.0


@dataclass
class RoadLine(Box):
    """The road. `here` (1 to 7) marks the stage of this page with a second ring."""

    states: tuple[RoadState, ...]
    labels: tuple[str, ...] = ()
    here: int = 0
    before: float = 6.0
    after: float = 12.0

    def _step(self, width: float) -> float:
        return width / max(len(self.states), 1)

    def _labels_height(self, width: float) -> float:
        room = self._step(width) - 6
        rows = (len(lines_of(label, _LABEL, room)) for label in self.labels)
        return max(rows, default=0) * _LABEL.leading

    def height(self, width: float) -> float:
        """Return the height of the marks and their labels."""
        labels = self._labels_height(width)
        return 2 * _RADIUS + 10 + (labels + 6 if labels else 0)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw the line, the marks and what they are called."""
        if not self.states:
            return
        step = self._step(width)
        middle = top - _RADIUS - 5
        at = [x + step * (place + 0.5) for place in range(len(self.states))]
        if not self.labels:
            reach = width - 2 * _RADIUS - 10
            last = max(len(self.states) - 1, 1)
            at = [x + _RADIUS + 5 + reach * place / last for place in range(len(self.states))]
        come = max((n for n, state in enumerate(self.states) if state != "ahead"), default=0)
        pen.rule(at[0], middle, at[-1], middle, "soft", 0.7)
        if come:
            pen.rule(at[0], middle, at[come], middle, "accent", 2.0)
        for place, state in enumerate(self.states):
            self._mark(pen, at[place], middle, place + 1, state)
        for place, label in enumerate(self.labels[: len(self.states)]):
            kind = replace(_LABEL, color="ink") if place + 1 == self.here else _LABEL
            for row, line in enumerate(lines_of(label, _LABEL, step - 6)):
                y = middle - _RADIUS - 14 - row * _LABEL.leading
                pen.line_of_text(at[place] - step / 2, y, line, kind, step)

    def _mark(self, pen: Pen, x: float, y: float, number: int, state: RoadState) -> None:
        """Draw a stage: a disc when arrived, half filled under way, a ring ahead."""
        if number == self.here:
            pen.ring(x, y, _RADIUS + 3.6, "accent", weight=0.8)
        color = "soft" if state == "ahead" else "accent"
        pen.ring(x, y, _RADIUS, color, filled=state == "arrived", weight=0.9)
        if state == "under_way":
            with pen.state():
                clip = pen.canvas.beginPath()
                clip.rect(x - _RADIUS - 1, y - _RADIUS - 1, 2 * _RADIUS + 2, _RADIUS * 0.62)
                pen.canvas.clipPath(clip, stroke=0, fill=0)
                pen.ring(x, y, _RADIUS, color, filled=True, weight=0.9)
        ink = replace(_NUMBER, color={"arrived": "paper", "ahead": "soft"}.get(state, "ink"))
        lift = 1.4 if state == "under_way" else 0.0
        pen.say(x - _RADIUS, y - 2.7 + lift, str(number), ink, 2 * _RADIUS, "center")
