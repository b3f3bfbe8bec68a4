"""Prints one setting as the house will see it: the environment first, then `.env`."""

import os
import sys
from pathlib import Path

import environ

if __name__ == "__main__":
    environ.Env.read_env(Path(__file__).resolve().parents[1] / ".env")
    sys.stdout.write(os.environ.get(sys.argv[1], ""))
