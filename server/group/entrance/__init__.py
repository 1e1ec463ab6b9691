"""Signing in: each delegation through its own identity provider; visits; the account page."""
