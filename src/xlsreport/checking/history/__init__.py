"""What is unlike the sender's own earlier years, or too much like them: jumps, and texts repeated."""
