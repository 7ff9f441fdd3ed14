"""The checksum under which a file that came in is known for ever."""

import hashlib


def checksum_of(file) -> str:
    """SHA-256, in hexadecimal, of an uploaded file, which is left at its beginning."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
