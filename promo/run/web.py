"""The WSGI application as the process group opens it: a web worker dies with the server that started it."""

import os

from promo.run.tether import tie_to_parent
from promo.wsgi import application

if os.environ.get("PROMO_SUPERVISED"):
    tie_to_parent(os.getpgrp())  # the parent leads the group; if it has died already, so do we

__all__ = ["application"]
