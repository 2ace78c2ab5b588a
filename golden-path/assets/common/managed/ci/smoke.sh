#!/bin/sh
# Waits until an environment answers as it should: ci/smoke.sh dev
set -eu
cd "$(dirname "$0")/.."

: "${SERVICE_URL:?say where this environment answers, as a variable of the environment in GitHub or GitLab}"
attempt=1
until __SMOKE__ "$SERVICE_URL"; do
  [ "$attempt" -lt "${SMOKE_ATTEMPTS:-30}" ] || exit 1
  attempt=$((attempt + 1))
  sleep 10
done
