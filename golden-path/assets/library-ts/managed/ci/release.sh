#!/bin/sh
# Publishes the newest version of CHANGELOG.md, once, and tags the commit that it was made from. What is out stays as it is.
set -eu
cd "$(dirname "$0")/.."
remote=${PUSH_URL:-origin}
version=$(sed -n 's/^## \[\{0,1\}\([0-9]\{1,\}\.[0-9]\{1,\}\.[0-9]\{1,\}\)\]\{0,1\}\( .*\)\{0,1\}$/\1/p' CHANGELOG.md | head -n 1)
[ -n "$version" ] || { echo 'CHANGELOG.md has no version yet'; exit 0; }
tag=$(git ls-remote "$remote" "refs/tags/v$version")
[ -z "$tag" ] || { echo "$version is out already"; exit 0; }

# the version is that of what is published: package.json has none
rm -rf artifacts
mkdir artifacts
npx projen compile
npm pack --ignore-scripts --silent --pack-destination artifacts > /dev/null
tar -x -z -f artifacts/*.tgz -C artifacts
rm artifacts/*.tgz
(cd artifacts/package && npm pkg set "version=$version")

npmrc=$(mktemp)
trap 'rm -f "$npmrc"' EXIT
export NPM_CONFIG_USERCONFIG="$npmrc"
__PUBLISH__
# a run that got no further than this does not publish it twice
[ "$(npm view "__NAME__@$version" version --registry "$registry" 2> /dev/null)" = "$version" ] || publish
git push --quiet "$remote" "HEAD:refs/tags/v$version"
echo "teams get it with: npm install --save-dev --save-exact __NAME__@$version"
echo "STANDARDS_DIGEST=$(cat example/expected/standards.sha256)"
