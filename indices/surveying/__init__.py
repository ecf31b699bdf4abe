"""Surveys of satisfaction, pure: what is asked, how answers are counted, how sure a share is, how it is drawn."""
