from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhiheng.web.parts import TermLine, TermPoint
from zhiheng.web.termline import LEFT, RIGHT, WIDTH, draw, overlaps, spread

START = date(2021, 9, 10)


def line(*points: TermPoint, today: date = date(2026, 3, 5)) -> TermLine:
    return TermLine(START, date(2033, 1, 9), today, date(2033, 9, 9), points)


def test_the_term_fills_the_bar_and_the_reduction_is_hatched() -> None:
    drawing = draw(line(), "today", "start")

    assert drawing.full == RIGHT
    assert drawing.shortened
    assert LEFT < drawing.today < drawing.end < drawing.full


def test_a_day_outside_the_term_is_not_drawn_beyond_the_bar() -> None:
    assert draw(line(today=date(2050, 1, 1)), "today", "start").today == RIGHT


def test_today_is_named_only_inside_the_term() -> None:
    words = [label.words for label in draw(line(today=date(2019, 1, 1)), "today", "start").labels]

    assert words == ["start"]


@given(
    st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(["起", "最早报请", "earliest next report"]), st.booleans(), st.booleans()), max_size=8)
)
def test_labels_never_cover_one_another(points: list[tuple[int, str, bool, bool]]) -> None:
    drawing = draw(line(*(TermPoint(START + timedelta(d), w, key=k, below=b) for d, w, k, b in points)), "today", "start")

    assert overlaps(drawing) == []
    assert all(label.middle - 30 >= 0 and label.middle + 30 <= WIDTH for label in drawing.labels)


def test_no_point_is_lost_where_there_is_room() -> None:
    points = [TermPoint(START + timedelta(200 * n), f"p{n}") for n in range(1, 9)]

    assert len(draw(line(*points), "today", "start").labels) == 10  # with start and today


def test_neighbours_are_moved_apart_around_their_mean() -> None:
    assert spread([400, 410], [60, 60]) == [370.0, 440.0]
