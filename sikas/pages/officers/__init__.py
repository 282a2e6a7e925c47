"""The officers' home: its look, its menu, its next steps."""
