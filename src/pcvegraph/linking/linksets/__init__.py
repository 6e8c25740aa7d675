"""Links to datasets of others: proposed, reviewed, accepted, exported."""
