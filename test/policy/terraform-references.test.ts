import { isSettled, isSettledJson, mentioned, wholeReference } from '../../src/policy/terraform-references';

test.each([
  ['a text without expressions', 'orders'],
  ['an empty text', ''],
  ['a dollar', 'costs $5'],
  ['a brace', '{ "a": 1 }'],
  ['an expression that is written as a text', '$${var.name}'],
  ['a directive that is written as a text', '%%{ if true }'],
  ['two expressions that are written as texts', '$${a} and $${b}'],
  ['an identity', '${aws_kms_key.orders.arn}'],
  ['an identity with spaces around it', '${ aws_kms_key.orders.arn }'],
  ['an identity in a text', 'arn:aws:s3:::${aws_s3_bucket.files.bucket}/*'],
  ['two identities', '${aws_vpc.main.id}/${aws_subnet.a.id}'],
  ['an identity of one of several, by number', '${aws_subnet.a[0].id}'],
  ['an identity of one of several, by key', '${aws_subnet.a["eu-1"].id}'],
  ['an identity of one of several, by key, in a text of JSON', String.raw`\${aws_subnet.a[\"eu-1\"].id}`.replace('\\$', '$')],
  ['an identity of the same of several, by key', '${aws_subnet.a[each.key].id}'],
  ['an identity of the same of several, by number', '${aws_subnet.a[count.index].id}'],
  ['an identity in a block', '${aws_db_instance.orders.master_user_secret[0].secret_arn}'],
  ['an identity of what is looked up', '${data.aws_vpc.main.cidr_block}'],
  ['a name with hyphens and digits', '${aws_sqs_queue.mails-2_dead.url}'],
  ['a policy document', '${data.aws_iam_policy_document.api.json}'],
  ['a policy document with spaces around it', '${ data.aws_iam_policy_document.api.minified_json }'],
])('%s says enough', (_, text) => {
  expect(isSettled(text)).toBe(true);
});

test.each([
  ['a variable', '${var.name}'],
  ['a variable in the middle', 'a${var.name}b'],
  ['a directive', '%{ if var.a }b%{ endif }'],
  ['a directive in the middle', 'a%{ if var.a }b'],
  ['an expression after one that is a text', '$${a}${var.b}'],
  ['three dollars', '$$${var.name}'],
  ['four dollars', '$$$${var.name}'],
  ['three per cent signs', 'a%%%{ if true }'],
  ['an identity after a dollar', '$${aws_kms_key.orders.arn}${var.a}'],
  ['an identity after a per cent sign', '%${aws_kms_key.orders.arn}'],
  ['a setting', '${aws_db_instance.orders.multi_az}'],
  ['what only ends like an identity', '${aws_db_instance.orders.not_arn}'],
  ['what only begins like an identity', '${aws_db_instance.orders.arn_of}'],
  ['an identity beside something', '${aws_kms_key.orders.arn + 1}'],
  ['an identity behind something', '${1 + aws_kms_key.orders.arn}'],
  ['another provider', '${google_kms_key.orders.id}'],
  ['a key that is computed', '${aws_subnet.a[var.key].id}'],
  ['a key with an expression in it', '${aws_subnet.a["${var.key}"].id}'],
  ['a managed policy that is looked up', '${data.aws_iam_policy.admin.arn}'],
  ['address ranges that are looked up', '${data.aws_ip_ranges.all.id}'],
  ['a prefix list that is looked up', '${data.aws_prefix_list.s3.id}'],
  ['a managed prefix list that is looked up', '${data.aws_ec2_managed_prefix_list.s3.id}'],
  ['a parameter that is looked up', '${data.aws_ssm_parameter.image.arn}'],
  ['an identity of a policy document', '${data.aws_iam_policy_document.api.id}'],
  ['a policy document behind something', 'x${data.aws_iam_policy_document.api.json}'],
  ['a policy document before something', '${data.aws_iam_policy_document.api.json}x'],
  ['another attribute of a policy document', '${data.aws_iam_policy_document.api.override_json}'],
])('%s is left open', (_, text) => {
  expect(isSettled(text)).toBe(false);
});

test.each([
  ['no expression', '{"Resource":"*"}', true],
  ['an ARN', '{"Resource":"${aws_sqs_queue.mails.arn}"}', true],
  ['the ARN of something whose name merely begins like that of an alarm', '{"Resource":"${aws_cloudwatch_metric_alarms.a.arn}"}', true],
  ['the ARN of something whose name merely ends like that of an alarm', '{"Resource":"${aws_own_cloudwatch_metric_alarm.a.arn}"}', true],
  ['an account', '{"Resource":"arn:aws:iam::${data.aws_caller_identity.me.account_id}:root"}', true],
  ['a name', '{"Resource":"${aws_sqs_queue.mails.name}"}', false],
  ['a bucket, which is a name', '{"Resource":"${aws_s3_bucket.files.bucket}"}', false],
  ['the ARN of an alarm', '{"Resource":"${aws_cloudwatch_metric_alarm.cpu.arn}"}', false],
  ['the ARN of an alarm of alarms', '{"Resource":"${aws_cloudwatch_composite_alarm.all.arn}"}', false],
  ['the ARN of something of Glue', '{"Resource":"${aws_glue_data_catalog.all.arn}"}', false],
  ['a whole policy document', '${data.aws_iam_policy_document.api.json}', false],
])('JSON with %s', (_, text, settled) => {
  expect(isSettledJson(text)).toBe(settled);
});

test.each([
  ['${aws_kms_key.orders.arn}', 'aws_kms_key.orders'],
  ['${ aws_kms_key.orders.arn }', 'aws_kms_key.orders'],
  ['${aws_kms_key.orders}', 'aws_kms_key.orders'],
  ['${aws_subnet.a[0].id}', 'aws_subnet.a'],
  ['${aws_subnet.a["x"].id}', 'aws_subnet.a'],
  ['${aws_subnet.a[each.key]}', 'aws_subnet.a'],
  ['${aws_db_instance.orders.master_user_secret[0].secret_arn}', 'aws_db_instance.orders'],
  ['${data.aws_vpc.main.id}', 'data.aws_vpc.main'],
  ['${random_id.a.hex}', 'random_id.a'],
  ['a${aws_kms_key.orders.arn}', undefined],
  ['${aws_kms_key.orders.arn}a', undefined],
  ['${aws_kms_key.orders.arn}${aws_kms_key.orders.arn}', undefined],
  ['${var.a ? aws_kms_key.a.arn : aws_kms_key.b.arn}', undefined],
  ['${var.name}', undefined],
  ['aws_kms_key.orders', undefined],
  ['', undefined],
])('%s is a value of %s', (text, address) => {
  expect(wholeReference(text)).toBe(address);
});

test('what is mentioned is named once, wherever in a text it is', () => {
  expect(mentioned('${var.a ? aws_kms_key.a.arn : data.aws_kms_key.b.arn} ${aws_kms_key.a.id} my_aws_thing.c'))
    .toEqual(['aws_kms_key.a', 'data.aws_kms_key.b', 'my_aws_thing.c']);
  expect(mentioned('nothing.at.all')).toEqual([]);
});
