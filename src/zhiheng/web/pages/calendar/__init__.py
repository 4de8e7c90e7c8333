"""Working days: the years and what covers them, a year's months at a glance, the entry of a notice and its approval."""
