"""The ministry as we know and assume it, as a process of its own: for demo, tests and load runs.

It imports nothing of the rest of the project; docs/ministry-openapi.yaml says what it says.
"""
