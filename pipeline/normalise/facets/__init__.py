"""What an announcement says of itself: kind, audience, cost, registration, help, ages, languages."""

from pipeline.normalise.facets.found import Finding, FoundFacets, Part
from pipeline.normalise.facets.reading import facets

__all__ = ["Finding", "FoundFacets", "Part", "facets"]
