"""Addresses of the officers' queues of what the ministry's numbers did not join."""

from integration.views.queues import RemoteCompanyQueue, RemoteSeekerQueue

urlpatterns = [*RemoteCompanyQueue().urls(), *RemoteSeekerQueue().urls()]
