"""Web parts that every app uses: writing doors, errors, fields, downloads."""
