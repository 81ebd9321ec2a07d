"""What an article says about when: the words of dates, their grammar and the calendar."""
