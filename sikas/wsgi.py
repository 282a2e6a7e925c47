"""WSGI entry point, served by granian."""

import os
import signal
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
os.environ.setdefault("PROCESS_KIND", "web")

# A worker inherits the handler of granian's main process and sets its own only after this module:
# until then a signal to end would be swallowed, and the worker would stay until it is killed.
if threading.current_thread() is threading.main_thread():
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)

application = get_wsgi_application()
