"""Invented companies, so that a portal that has just been set up looks like a living one."""

from employers.demo.companies import DemoCompanies, load_companies

__all__ = ["DemoCompanies", "load_companies"]
