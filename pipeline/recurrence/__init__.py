"""When a recurrence rule of RFC 5545 §3.3.10 happens: bounded, whatever the rule."""

from pipeline.recurrence.budget import Budget, OutOfSteps
from pipeline.recurrence.rule import Frequency, Rule, rule
from pipeline.recurrence.starts import LATEST, Series, after_until, starts

__all__ = ["LATEST", "Budget", "Frequency", "OutOfSteps", "Rule", "Series", "after_until", "rule", "starts"]
