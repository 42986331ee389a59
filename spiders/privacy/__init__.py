"""Persons leave a listing before it is stored: names in contact phrases, personal mail addresses, mobile numbers.

What stays: channels of an organisation (info@, landline, form), names of venues and streets, who performs.
"""

from spiders.privacy.listings import left_out, without_personal
from spiders.privacy.texts import clean_text

__all__ = ["clean_text", "left_out", "without_personal"]
