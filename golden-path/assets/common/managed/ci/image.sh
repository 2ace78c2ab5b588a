#!/bin/sh
# Builds the image, pushes it and leaves its digest in artifacts/digest.
set -eu
cd "$(dirname "$0")/.."
image=__IMAGE__

printf '%s' "$REGISTRY_PASSWORD" | docker login --username "$REGISTRY_USER" --password-stdin "${image%%/*}"
mkdir -p artifacts
docker buildx create --use --name pipeline > /dev/null
docker buildx build --push --provenance=mode=max --metadata-file artifacts/build.json \
  --cache-from "type=registry,ref=$image:cache" --cache-to "type=registry,ref=$image:cache,mode=max" \
  --build-arg "REVISION=$COMMIT_SHA" --build-arg "CREATED=$COMMIT_TIME" --tag "$image:$COMMIT_SHA" .
sed -n 's/.*"containerimage.digest" *: *"\(sha256:[0-9a-f]*\)".*/\1/p' artifacts/build.json > artifacts/digest
grep -q '^sha256:[0-9a-f]\{64\}$' artifacts/digest
