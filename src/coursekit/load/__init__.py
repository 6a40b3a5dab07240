"""From YAML files to a Course, or to every problem they have."""
