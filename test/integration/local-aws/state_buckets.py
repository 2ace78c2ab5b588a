"""Makes the buckets for Terraform's states, as the account of an environment has one. Prints their names as JSON."""
import json
import sys

import boto3

endpoint, region = sys.argv[1:]
buckets = json.load(sys.stdin)["buckets"]
s3 = boto3.client("s3", endpoint_url=endpoint, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")
for bucket in buckets:
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": region})
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Enabled"})
print(json.dumps(buckets))
