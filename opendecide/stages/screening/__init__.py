"""Who passes the gates, who waits for a fact, and who is worth a full look."""
