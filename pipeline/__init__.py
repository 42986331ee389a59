"""How listings become activities. Imports schemas only, but for the conductor `run.py` and the command line."""
