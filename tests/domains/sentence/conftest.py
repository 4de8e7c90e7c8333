"""People whose sentence is recorded. Models are imported late: the framework is set up after this file is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from zhiheng.domains.sentence.models import Judgment


@pytest.fixture
def judgment(cast: Cast) -> Judgment:
    """张伟's judgment: twelve years from 2021-09-10."""
    from tests.domains.sentence.papers import TWELVE_YEARS
    from zhiheng.domains.sentence.actions import record_judgment

    return record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=cast.acting(cast.clerk), reason="收监登记")
