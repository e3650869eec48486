"""What is unlike the sender's own earlier years, or too much like them: jumps, and texts repeated.

What belongs here needs the sender's own years before; what compares departments stands in `across`.
"""
