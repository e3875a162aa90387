"""The API serves the engine's state over REST and WebSocket, and nothing of its own.

A *guard* decides who may ask; an *envelope* wraps every REST answer. *Routes* translate between HTTP and the
engine's verbs. The *hub* turns each committed update into *messages*, builds their *frames* once, and puts them into
the *outbox* of every *client* that wants them; an outbox is bounded, and only log lines are ever dropped from it.
"""
