"""Which of many records another is: names as they are compared, what they say, and the score."""
