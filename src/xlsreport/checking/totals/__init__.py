"""What the form computes: its formulas as they came, its rules, and the explanations that answer them."""
