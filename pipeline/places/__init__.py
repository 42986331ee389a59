"""Where on the map: written addresses in their parts, and codes of municipality, district and neighbourhood."""
