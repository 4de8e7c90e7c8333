"""Screens of whereabouts: the live roll, roll calls, movements, orders, beds, discrepancies, and what is printed from them."""
