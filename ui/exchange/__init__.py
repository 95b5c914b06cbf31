"""The pages of the exchange: conflicts, sticks, custody, the register, a server."""
