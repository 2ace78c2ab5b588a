#!/bin/sh
# Looks for secrets in the history of the change.
set -eu
cd "$(dirname "$0")/.."

go run __GITLEAKS__ git --no-banner --redact --exit-code 1 .
