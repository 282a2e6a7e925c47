"""WSGI entry point, served by granian."""

import os
import signal
import sys
import threading

from django.core.wsgi import get_wsgi_application

from sikas import withdrawals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sikas.settings")
os.environ.setdefault("PROCESS_KIND", "web")

# A worker inherits the handler of granian's main process, which only takes a note, and sets its own
# after this module: until then a signal to end would be lost, and the worker stay for ever.
if threading.current_thread() is threading.main_thread():
    for number in (signal.SIGINT, signal.SIGTERM):
        inherited = signal.signal(number, signal.SIG_DFL)
        if getattr(getattr(inherited, "__self__", None), "interrupt_signal", False):
            sys.exit()

application = get_wsgi_application()
withdrawals.listen()
