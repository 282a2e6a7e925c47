"""The closing report of a fair: its figures, what may be shown to whom, and its files."""
