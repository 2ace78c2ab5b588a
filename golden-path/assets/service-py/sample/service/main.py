"""Starts the service: `python -m service.main`."""

from service.app import create_app
from service.platform.run import run

if __name__ == "__main__":
    run(create_app())
