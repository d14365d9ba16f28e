"""
The facade: load packages, route requests, count days.

Floor 5, and the composition root. In: names, texts and instants as people write
them. Out: :class:`~regservice.engine.engine.Engine` and
:class:`~regservice.engine.route.Route`, immutable and safe to share.
"""
