"""The workflow app."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """States and claims."""

    name = "sikas.workflow"
    label = "workflow"
