"""The rooms: one per output, each with `plan(course, wording) -> Iterator[Artifact]`."""
