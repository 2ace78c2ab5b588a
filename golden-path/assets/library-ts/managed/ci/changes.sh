#!/bin/sh
# Says what teams get with the next version that they do not have: in their clusters, in their clouds, and in what is asked of them.
# Fails when CHANGELOG.md does not tell them.
set -eu
cd "$(dirname "$0")/.."

mkdir -p artifacts
before=$(git tag --list 'v*' --sort=-version:refname --merged HEAD | head -n 1)
[ -n "$before" ] || { echo 'Nothing was published yet.' | tee artifacts/changes.md; exit 0; }
{
  echo "Since $before:"
  echo
  git diff --stat "$before" -- src standards.yaml controls example/expected
  rm -rf artifacts/before
  mkdir artifacts/before
  git archive "$before" example/expected | tar -x -C artifacts/before
  npx pavement catalog diff artifacts/before/example/expected example/expected || [ $? -eq 1 ]
  rm -rf artifacts/before
  echo
  git diff "$before" -- src standards.yaml controls example/expected
} > artifacts/changes.md
cat artifacts/changes.md
git diff --quiet "$before" -- src standards.yaml controls example/expected || ! git diff --quiet "$before" -- CHANGELOG.md \
  || { echo "CHANGELOG.md says nothing of it: write down what changes for teams"; exit 1; }
