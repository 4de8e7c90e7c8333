"""Official papers: Chinese whatever the reader reads, because they are handed over, posted and filed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate

from django.http import HttpResponse
from django.utils import translation

from zhiheng.web.access import SignedInRequest

LANGUAGE = "zh-hans"

type Paper[**P] = Callable[Concatenate[SignedInRequest, P], HttpResponse]


def official_paper[**P](view: Paper[P]) -> Paper[P]:
    """A view whose page is such a paper; under the mark that says who may open it."""

    @functools.wraps(view)
    def in_chinese(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with translation.override(LANGUAGE):
            return view(request, *args, **kwargs)

    return in_chinese
