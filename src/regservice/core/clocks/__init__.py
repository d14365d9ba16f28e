"""The clocks of requests: what happened to them, how they stand, what is to be done."""
