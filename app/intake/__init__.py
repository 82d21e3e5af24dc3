"""What comes from outside: tables of candidates, sheets that come back as PDF.

It is read in a child process under limits (`child`), and comes in as plain values. Nothing here
knows a stage: what a column or a form field means is said there.
"""
