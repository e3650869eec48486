"""Tables that a coordinator fills or reads beside the summary: blank roster, blank decisions, a bag's contents."""
