#!/bin/sh
# Plans the infrastructure of an environment: ci/plan.sh dev
set -eu
cd "$(dirname "$0")/.."
environment=$1
# shellcheck source=ci/oidc.sh
. ci/oidc.sh

mkdir -p artifacts
[ -d "cdktf.out/stacks/$environment" ] || { echo "no infrastructure in $environment"; exit 0; }
terraform -chdir="cdktf.out/stacks/$environment" init -input=false -lockfile=readonly 2> /dev/null \
  || terraform -chdir="cdktf.out/stacks/$environment" init -input=false
terraform -chdir="cdktf.out/stacks/$environment" plan -input=false -out="$PWD/artifacts/$environment.tfplan"
terraform -chdir="cdktf.out/stacks/$environment" show -json "$PWD/artifacts/$environment.tfplan" > "artifacts/$environment.plan.json"
