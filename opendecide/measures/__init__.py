"""Facts and a profile in, performances out: one function per factor."""
