"""Pages of the sentence record: the tab of a person, the explanation, the forms, the list of differences."""
