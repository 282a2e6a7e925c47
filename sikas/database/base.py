"""PostgreSQL for Django; whether a kept connection still lives is told without a query."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper; CONN_HEALTH_CHECKS costs a system call for each request, not a query."""

    def is_usable(self) -> bool:
        """Tell whether the connection lives.

        An idle connection has nothing to read, unless the server said something unasked or is gone:
        a server that ends, or a proxy in front of it, closes its side, and that can be read.
        """
        if self.connection is None or self.connection.closed:
            return False
        watch = select.poll()
        watch.register(self.connection.fileno(), select.POLLIN)
        return super().is_usable() if watch.poll(0) else True
