"""Asks RDS to delete a database, past Terraform. Prints how RDS answered, and the manual snapshots that exist, as JSON."""
import json
import sys

import boto3

endpoint, region = sys.argv[1:]
asked = json.load(sys.stdin)
rds = boto3.client("rds", endpoint_url=endpoint, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")

answer = "not asked"
if asked["delete"]:
    try:
        rds.delete_db_instance(DBInstanceIdentifier=asked["identifier"], SkipFinalSnapshot=True)
        answer = "deleted"
    except rds.exceptions.ClientError as error:
        answer = str(error)
snapshots = [s["DBSnapshotIdentifier"] for s in rds.describe_db_snapshots()["DBSnapshots"] if not s["DBSnapshotIdentifier"].startswith("rds:")]
instances = [i["DBInstanceIdentifier"] for i in rds.describe_db_instances()["DBInstances"]]
print(json.dumps({"answer": answer, "snapshots": snapshots, "instances": instances}))
