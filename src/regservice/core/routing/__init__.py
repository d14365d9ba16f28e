"""
Who must take this request? The sequence of architecture section 5.

In: a :class:`~regservice.core.routing.book.Book` of rows, a request whose names
are codes, a day. Out: a :class:`~regservice.model.decision.Decision`.
"""
