#!/bin/sh
# Asks every control of the platform about what Terraform is going to do: ci/verify-plan.sh dev
set -eu
cd "$(dirname "$0")/.."
environment=$1

plan="artifacts/$environment.plan.json"
[ -f "$plan" ] || { echo "no infrastructure in $environment"; exit 0; }
ci/judge.sh --plan "$environment=$plan"
