#!/bin/sh
# Gives an environment the image that was built, by its digest: ci/promote.sh dev
# What the clusters run is what is in the repository; the commit of this script is the deployment.
set -eu
cd "$(dirname "$0")/.."
environment=$1
digest=$(cat artifacts/digest)
remote=${PUSH_URL:-origin}

attempt=1
while :; do
  # on top of what other environments were given meanwhile
  git fetch --quiet "$remote" "$BRANCH"
  git checkout --quiet --force -B promotion FETCH_HEAD
  npm ci
  npx golden-path promote "$environment" "$digest"
  npx projen synth
  ci/judge.sh
  git add --all
  if git diff --cached --quiet; then
    echo "$environment runs this image already"
    exit 0
  fi
  git -c user.name=pipeline -c user.email=pipeline@localhost commit --quiet --message "deploy: $environment runs $digest [skip ci]" \
    --message "Built-from: $COMMIT_SHA"
  git push --quiet "$remote" "HEAD:$BRANCH" && exit 0
  [ "$attempt" -lt 5 ] || exit 1
  attempt=$((attempt + 1))
done
