"""The power list as pages: what it says, who holds what, posts and holdings, and the policy administrator's home."""
