"""The law book in the product: instruments, chapters, rules with their versions. It holds no records and is open to every official."""
