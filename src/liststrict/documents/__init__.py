"""Documents in: readers for office files, notices cut into tasks, burden signals."""
