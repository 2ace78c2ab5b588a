"""Asks a running copy, from outside: python3 test/smoke/smoke.py https://__NAME__.example.com"""

import json
import sys
from urllib.error import HTTPError
from urllib.request import urlopen


def main() -> int:
    if len(sys.argv) != 2:
        print("usage: python3 test/smoke/smoke.py BASE_URL", file=sys.stderr)
        return 2
    url = f"{sys.argv[1].rstrip('/')}/v1/greetings/smoke"
    try:
        with urlopen(url, timeout=10) as response:  # noqa: S310 -- the pipeline says where
            status, body = response.status, response.read().decode()
    except HTTPError as error:
        status, body = error.code, error.read().decode()
    except OSError as error:
        print(f"GET {url}: {error}", file=sys.stderr)
        return 1
    if status != 200 or json.loads(body).get("message") != "Hello, smoke":
        print(f"GET {url}: {status} {body}", file=sys.stderr)
        return 1
    print("ok")
    return 0


if __name__ == "__main__":
    sys.exit(main())
