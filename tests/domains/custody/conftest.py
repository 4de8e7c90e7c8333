"""A classified person and a day to stand on. Models are imported late: the framework is set up after this file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from zhiheng.domains.custody.classing.models import Classification


@pytest.fixture
def classified(cast: Cast) -> Classification:
    """张伟, proposed by the ward officer and confirmed by the ward head (given the power for the test)."""
    from tests.domains.custody.papers import classify

    return classify(cast, "zhang")
