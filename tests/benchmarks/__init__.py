"""Speed, memory and growth, measured rather than asserted: `python3 packaging/dev.py bench`.

Not collected by pytest: absolute times differ from machine to machine, and a test that fails on a
slow day teaches people to ignore it. Ratios within one run are what is judged.
"""
