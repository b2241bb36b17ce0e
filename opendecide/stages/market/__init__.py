"""What can be had: machines, their rent, prices, seats, quotes and credits."""
