"""The page *Settings*: sections at the left, the rows of one of them at the right, each taking effect at once.

A *section* is a column of cards, a *row* is one setting with its words and its control. Rows read and write
``Preferences``; what a changed setting does is nobody's business here.
"""
