"""Addresses of the power list, posts and policy."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.powers import lists, people, policy, posts

urlpatterns = [
    path("powers", lists.powers, name="powers"),
    path("powers/matrix", lists.matrix, name="power_matrix"),
    path("powers/used", lists.used, name="powers_used"),
    path("powers/print/<str:what>", lists.sheet, name="powers_sheet"),
    path("powers/me", people.my_powers, name="my_powers"),
    path("powers/people/<str:number>", people.officer_powers, name="officer_powers"),
    path("powers/posts", posts.posts, name="posts"),
    path("powers/posts/open", posts.open_, name="post_open"),
    path("powers/posts/<int:post_id>", posts.post, name="post"),
    path("powers/posts/<int:post_id>/assign", posts.assign, name="post_assign"),
    path("powers/posts/<int:post_id>/close", posts.close, name="post_close"),
    path("powers/holdings/<int:holding_id>/end", posts.end, name="holding_end"),
    path("powers/officers/register", posts.register, name="officer_register"),
    path("powers/<str:code>", lists.power, name="power"),
    path("policy", policy.home, name="policy"),
    path("policy/propose", policy.propose, name="policy_propose"),
    path("policy/as/<str:kind>", policy.preview, name="policy_preview"),
    path("policy/changes/<int:change_id>", policy.change, name="policy_change"),
    path("policy/changes/<int:change_id>/<str:decision>", policy.decide, name="policy_decide"),
]
