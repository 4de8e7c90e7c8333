from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "zhiheng.base.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from django.contrib.auth.models import update_last_login
        from django.contrib.auth.signals import user_logged_in

        # The account's row changes only inside an act; when somebody last came in is read from the sessions and the trail.
        user_logged_in.disconnect(update_last_login, dispatch_uid="update_last_login")
