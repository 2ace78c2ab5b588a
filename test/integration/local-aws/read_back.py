"""Reads an applied database back through the AWS API, past Terraform and its state. Prints what it found as JSON.

boto3, because it comes with both local clouds and is not the SDK that the Terraform provider is written with.
"""
import json
import sys

import boto3

endpoint, region = sys.argv[1:]
asked = json.load(sys.stdin)


def client(service, where=region):
    return boto3.client(service, endpoint_url=endpoint, region_name=where, aws_access_key_id="test", aws_secret_access_key="test")


def pairs(tags):
    return {tag.get("Key", tag.get("TagKey")): tag.get("Value", tag.get("TagValue")) for tag in tags}


def tags_of(resource):
    kind, arn, name = resource["type"], resource.get("arn"), resource["id"]
    if kind.startswith("aws_db_"):
        return pairs(client("rds").list_tags_for_resource(ResourceName=arn)["TagList"])
    if kind == "aws_kms_key":
        return pairs(client("kms", arn.split(":")[3]).list_resource_tags(KeyId=name)["Tags"])
    if kind == "aws_cloudwatch_log_group":
        return client("logs").list_tags_for_resource(resourceArn=arn)["tags"]
    if kind == "aws_cloudwatch_metric_alarm":
        return pairs(client("cloudwatch").list_tags_for_resource(ResourceARN=arn)["Tags"])
    if kind == "aws_iam_role":
        return pairs(client("iam").list_role_tags(RoleName=name)["Tags"])
    if kind == "aws_iam_policy":
        return pairs(client("iam").list_policy_tags(PolicyArn=arn)["Tags"])
    if kind in ("aws_security_group", "aws_vpc_security_group_ingress_rule"):
        return pairs(client("ec2").describe_tags(Filters=[{"Name": "resource-id", "Values": [name]}])["Tags"])
    if kind == "aws_ssm_parameter":
        return pairs(client("ssm").list_tags_for_resource(ResourceType="Parameter", ResourceId=name)["TagList"])
    if kind == "aws_eks_pod_identity_association":
        return client("eks").describe_pod_identity_association(clusterName=resource["cluster"], associationId=resource["association"])["association"]["tags"]
    raise ValueError(f"no way to read the tags of {kind}")


def attempt(read):
    try:
        return read()
    except Exception as error:  # what cannot be read is an answer too
        return f"{type(error).__name__}: {error}"


rds, kms = client("rds"), client("kms")
instance = rds.describe_db_instances(DBInstanceIdentifier=asked["identifier"])["DBInstances"][0]
group = instance["DBParameterGroups"][0]["DBParameterGroupName"]
parameters = rds.get_paginator("describe_db_parameters").paginate(DBParameterGroupName=group)
key = instance["KmsKeyId"].split("/")[-1]
secret = (instance.get("MasterUserSecret") or {}).get("SecretArn")
descriptor = client("ssm").get_parameter(Name=asked["descriptor"], WithDecryption=True)["Parameter"]

print(json.dumps({
    "instance": instance,
    "parameters": {p["ParameterName"]: p["ParameterValue"] for page in parameters for p in page["Parameters"] if "ParameterValue" in p},
    "key": kms.describe_key(KeyId=key)["KeyMetadata"],
    "keyRotates": kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"],
    "keyPolicy": json.loads(kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]),
    "keyAliases": [alias["AliasName"] for alias in kms.list_aliases(KeyId=key)["Aliases"]],
    "secret": attempt(lambda: client("secretsmanager").describe_secret(SecretId=secret)) if secret else None,
    "descriptor": {"type": descriptor["Type"], "value": json.loads(descriptor["Value"])},
    "logGroups": client("logs").describe_log_groups(logGroupNamePrefix=f"/aws/rds/instance/{asked['identifier']}/")["logGroups"],
    "alarms": client("cloudwatch").describe_alarms(AlarmNamePrefix=asked["identifier"])["MetricAlarms"],
    "events": attempt(lambda: rds.describe_event_subscriptions(SubscriptionName=asked["identifier"])["EventSubscriptionsList"]),
    "ingress": [p for g in client("ec2").describe_security_groups(
        GroupIds=[g["VpcSecurityGroupId"] for g in instance["VpcSecurityGroups"]])["SecurityGroups"] for p in g["IpPermissions"]],
    "selections": attempt(lambda: client("backup").list_backup_selections(BackupPlanId=asked["plan"])["BackupSelectionsList"]),
    "tags": {r["address"]: attempt(lambda r=r: tags_of(r)) for r in asked["resources"]},
}, default=str))
