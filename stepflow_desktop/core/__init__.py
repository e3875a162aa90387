"""The core runs commands and knows what they did, with nobody watching.

An *execution* is one run of a command. Its *supervisor* writes the *log*; the *follower* reads it, the *marker
parser* makes *events* of it, the *reducer* folds those into a *run state* of *steps*, *artifacts* and
*annotations*; the *store* keeps that in SQLite together with the log offset it was derived from; the *bus*
publishes each committed *update*. The *engine* is the one door to all of it. No toolkit, no server in here.
"""
