"""Accounts: who can sign in, and from where.

Vocabulary: *account* (a way in), *sign-in*, *session*, *terminal* (a browser that an account used before), *lockout*.

Invariants: an account gives no power by itself, it only says which officer is acting; credentials and sessions are the sign-in
library's tables and stand outside the row history, but each sign-in, failure, change of credentials and ended session is kept in the
trail; a stranger's wrong guesses never lock out a terminal that the account's owner has used.

It refuses to hold: posts, powers, and any role.
"""
