"""How values, days, places and standings are put into words, the same in every output."""
