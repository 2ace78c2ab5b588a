"""Lets an environment have the Terraform state of another one. Prints its new version as JSON."""
import json
import sys

import boto3

endpoint, region = sys.argv[1:]
asked = json.load(sys.stdin)
s3 = boto3.client("s3", endpoint_url=endpoint, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")
print(json.dumps(s3.copy_object(CopySource=asked["from"], **asked["to"]).get("VersionId")))
