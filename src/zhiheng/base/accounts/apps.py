from __future__ import annotations

from django.apps import AppConfig
from django.http import HttpRequest


class AccountsConfig(AppConfig):
    name = "zhiheng.base.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from django.contrib.auth.models import update_last_login
        from django.contrib.auth.signals import user_logged_in

        import zhiheng.base.accounts.policy  # noqa: F401  its powers enter the list

        # The account's row changes only inside an act; when somebody last came in is read from the sessions and the trail.
        user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
        user_logged_in.connect(_begin_session, dispatch_uid="zhiheng.begin_session")


def _begin_session(request: HttpRequest, **_: object) -> None:
    from zhiheng.base.accounts import sessions

    sessions.begin(request.session)
