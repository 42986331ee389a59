"""What is not looked into for doctests: the audit needs the extra `er`, which the tests do without."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("splink") else ["audit.py"]
