"""Makes what standards name and Terraform does not: network, cluster, topics, backup plan, boundary. Prints their ids as JSON."""
import json
import sys

import boto3

endpoint, region = sys.argv[1:]
client = lambda service: boto3.client(  # noqa: E731
    service, endpoint_url=endpoint, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")
anyone = lambda service: json.dumps({  # noqa: E731
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]})

account = client("sts").get_caller_identity()["Account"]
ec2 = client("ec2")
vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
subnets = []
for i, zone in enumerate(["a", "b", "c"]):
    cidr = f"10.0.{200 + i}.0/24"
    made = ec2.create_subnet(VpcId=vpc, CidrBlock=cidr, AvailabilityZone=region + zone)["Subnet"]
    subnets.append({"id": made["SubnetId"], "cidr": cidr, "zone": region + zone})

topic = client("sns").create_topic(Name="alarms-team-payments")["TopicArn"]
iam = client("iam")
backup_role = iam.create_role(RoleName="platform-backup", AssumeRolePolicyDocument=anyone("backup.amazonaws.com"))["Role"]["Arn"]
boundary = iam.create_policy(PolicyName="platform-boundary", PolicyDocument=json.dumps({
    "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))["Policy"]["Arn"]
cluster_role = iam.create_role(RoleName="cluster", AssumeRolePolicyDocument=anyone("eks.amazonaws.com"))["Role"]["Arn"]
client("eks").create_cluster(name="platform", roleArn=cluster_role, resourcesVpcConfig={"subnetIds": [s["id"] for s in subnets]})
backup = client("backup")
backup.create_backup_vault(BackupVaultName="platform")
plan = backup.create_backup_plan(BackupPlan={"BackupPlanName": "platform", "Rules": [
    {"RuleName": "daily", "TargetBackupVaultName": "platform", "ScheduleExpression": "cron(0 5 * * ? *)"}]})["BackupPlanId"]

print(json.dumps({"account": account, "region": region, "vpcId": vpc, "databaseSubnets": subnets, "topic": topic,
                  "backupPlan": {"planId": plan, "roleArn": backup_role}, "permissionsBoundary": boundary}))
