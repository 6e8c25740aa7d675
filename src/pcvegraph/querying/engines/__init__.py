"""The engines: what answers questions from outside, bounded in time, memory and size."""
