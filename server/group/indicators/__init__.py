"""Figures by country and year, each with its unit, its date, its source and how sure it is."""
