"""How fast the program is, as ratios against something measured in the same run on the same machine.

Each module measures one thing and returns *figures*: a value with its unit, the target if there is one, and what it
is compared with. Absolute times of a shared machine say little; ratios to a plain file, a plain loop or a plain scan
say what is ours. ``python -m benchmarks`` runs all of them, with names only those.
"""
