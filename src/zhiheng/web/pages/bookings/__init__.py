"""Screens of bookings: the list, the ward's desk, and what becomes of a booking."""
