"""Addresses of sign-in and accounts. Some names are the sign-in library's, which looks for its pages by them."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.accounts import administration, again, own, sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-in/second", sign_in.second, name="mfa_authenticate"),
    path("sign-in/again", again.again, name="account_reauthenticate"),
    path("sign-in/resume", again.resume, name="account_resume"),
    path("sign-out", sign_in.sign_out, name="account_logout"),
    path("demo/sign-in/<slug:role>", sign_in.demo_sign_in, name="demo_sign_in"),
    path("account/password", own.password, name="account_change_password"),
    path("account/second-factor", own.second_factor, name="second_factor"),
    path("account/second-factor/code", own.add_code_generator, name="second_factor_add"),
    path("account/second-factor/passkey", own.add_passkey, name="passkey_add"),
    path("account/second-factor/<int:key>/remove", own.remove_factor, name="second_factor_remove"),
    path("account/sessions", own.my_sessions, name="my_sessions"),
    path("account/sessions/end", own.end_own_sessions, name="my_sessions_end"),
    path("accounts", administration.account_list, name="accounts"),
    path("accounts/open", administration.open_account, name="account_open"),
    path("accounts/<str:number>", administration.account, name="account"),
    path("accounts/<str:number>/<slug:verb>", administration.administer, name="account_administer"),
]
