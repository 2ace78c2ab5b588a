#!/bin/sh
# Applies the plan that was verified, and no other: ci/apply.sh dev
set -eu
cd "$(dirname "$0")/.."
environment=$1
# shellcheck source=ci/oidc.sh
. ci/oidc.sh

plan="$PWD/artifacts/$environment.tfplan"
[ -f "$plan" ] || { echo "no infrastructure in $environment"; exit 0; }
terraform -chdir="cdktf.out/stacks/$environment" init -input=false
terraform -chdir="cdktf.out/stacks/$environment" apply -input=false "$plan"
