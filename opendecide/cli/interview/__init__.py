"""The interview of `init --interactive`: twelve questions and a few trade-offs to a profile."""
