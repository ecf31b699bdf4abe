"""A report out as a Word file to edit, and back: marked unseen, its sections found again and compared."""
