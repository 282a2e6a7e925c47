"""Invented job seekers, any number of them."""
