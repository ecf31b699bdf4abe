"""The only writers of bodies, people, the calendar's exceptions and notices."""
