"""What `service.py` is made of: the servers, the load on them, what is watched meanwhile."""
