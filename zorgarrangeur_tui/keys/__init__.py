"""Keys: which act has which, what people may choose, jumping, and what a terminal makes of them."""
