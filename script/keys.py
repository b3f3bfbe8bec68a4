"""Writes .env with fresh keys, or adds to an older .env the lines it does not have yet.

`keys.py --print` prints the secret ones instead, for a check that must not touch .env.
"""

import base64
import os
import secrets
import sys
from pathlib import Path


def key() -> str:
    """Thirty-two random bytes in base64."""
    return base64.b64encode(secrets.token_bytes(32)).decode()


def wanted() -> list[tuple[str, str, str]]:
    """Comment, name and value of every line a fresh .env has."""
    return [
        ("dev、test 或 production。 dev, test or production.", "YIMEN_ENV", "dev"),
        (
            "演示县和角色选择页;正式环境必须是 false。 The demo county; false in production.",
            "YIMEN_DEMO",
            os.environ.get("DEMO", "true"),
        ),
        ("会话和签名。 Sessions and signatures.", "SECRET_KEY", secrets.token_urlsafe(50)),
        (
            "封存身份证号和账号的钥匙串,编号:base64;丢了就再也打不开。 Seals private numbers; lost is lost.",
            "YIMEN_SEAL_KEYS",
            f"k1:{key()}",
        ),
        (
            "盲索引的钥匙;换了要重建索引。 Blind index; changing it means indexing anew.",
            "YIMEN_INDEX_KEY",
            key(),
        ),
    ]


def main(path: Path) -> None:
    """Append what is missing; never touch a line that is there."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    present = {line.split("=", 1)[0].strip() for line in text.splitlines() if "=" in line}
    lines = [f"# {comment}\n{name}={value}\n" for comment, name, value in wanted() if name not in present]
    if lines:
        gap = "" if not text or text.endswith("\n") else "\n"
        with path.open("a", encoding="utf-8") as file:
            file.write(gap + "".join(lines))
        path.chmod(0o600)


def print_secrets() -> None:
    """Print fresh secrets as NAME=value, one a line."""
    for _, name, value in wanted():
        if name.endswith(("KEY", "KEYS")):
            sys.stdout.write(f"{name}={value}\n")


if __name__ == "__main__":
    if sys.argv[1] == "--print":
        print_secrets()
    else:
        main(Path(sys.argv[1]))
