"""The page Server: cards about the two servers, who may use them, who does, and what they cost.

Cards only show what they are given and send signals; the *desk* asks the servers and the engine, and carries out what
the cards ask for. The *load history* remembers the last hour, whether the page is looked at or not.
"""
