"""Which listings are one activity, why, and under which id."""
