#!/bin/sh
# Sourced by what talks to the cloud: leaves a token of this one job where the AWS SDKs and Terraform look for it. There are no keys.
set -eu

: "${AWS_ROLE_ARN:?say which role this environment is changed with, as a variable of the environment in GitHub or GitLab}"
AWS_WEB_IDENTITY_TOKEN_FILE=$(mktemp)
trap 'rm -f "$AWS_WEB_IDENTITY_TOKEN_FILE"' EXIT

if [ -n "${AWS_ID_TOKEN:-}" ]; then
  # GitLab has put it into a variable
  printf '%s' "$AWS_ID_TOKEN" > "$AWS_WEB_IDENTITY_TOKEN_FILE"
else
  # GitHub gives it to whoever shows the job's own token
  wget -q -O - --header "Authorization: bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sts.amazonaws.com" \
    | sed 's/.*"value" *: *"\([^"]*\)".*/\1/' > "$AWS_WEB_IDENTITY_TOKEN_FILE"
fi

AWS_ROLE_SESSION_NAME=$(printf '%s' "__NAME__-${COMMIT_SHA:-local}" | cut -c 1-64)
export AWS_ROLE_ARN AWS_ROLE_SESSION_NAME AWS_WEB_IDENTITY_TOKEN_FILE
