"""The graph as files to take away: dumps, tables for spreadsheets, FollowTheMoney."""
