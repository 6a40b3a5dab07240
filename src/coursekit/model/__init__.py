"""What a course is made of: frozen values, without files and without rendering."""
