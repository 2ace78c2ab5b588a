import { Mention, Related, Relations, mentionsOf } from '../../src/policy/terraform-relations';
import { isUnknown, legible } from '../../src/policy/unknown';

function resource(address: string, body: Record<string, unknown> = {}, mentions: readonly Mention[] = []): Related {
  return { type: address.split('.')[0], address, body, mentions, statements: [] };
}

function mention(address: string, attribute = 'bucket', exact = true): Mention {
  return { attribute, address, exact };
}

test.each([
  ['nothing', { name: 'a', size: 5, on: true, nothing: undefined }, []],
  ['a reference', { kms_key_id: '${aws_kms_key.a.arn}' }, [{ attribute: 'kms_key_id', address: 'aws_kms_key.a', exact: true }]],
  ['a reference in a longer text', { policy: 'a ${aws_kms_key.a.arn}' }, [{ attribute: 'policy', address: 'aws_kms_key.a', exact: false }]],
  ['a choice', { key: '${var.a ? aws_kms_key.a.arn : aws_kms_key.b.arn}' }, [
    { attribute: 'key', address: 'aws_kms_key.a', exact: false }, { attribute: 'key', address: 'aws_kms_key.b', exact: false },
  ]],
  ['a reference in a list of blocks', { rule: [{ to: [{ key: '${aws_kms_key.a.id}', size: 1, none: null }] }] }, [{ attribute: 'rule', address: 'aws_kms_key.a', exact: true }]],
  ['a dependency', { depends_on: ['aws_kms_key.a'] }, [{ attribute: 'depends_on', address: 'aws_kms_key.a', exact: true }]],
  ['an address in a text that is no expression', { description: 'like aws_kms_key.a' }, []],
  ['a comment', { '//': '${aws_kms_key.a.arn}' }, []],
])('of a body with %s', (_, body, mentions) => {
  expect(mentionsOf(body)).toEqual(mentions);
});

test('resources see what they mention, by attribute, and what mentions them, by type', () => {
  const bucket = resource('aws_s3_bucket.files', { bucket: 'files' });
  const block = resource('aws_s3_bucket_public_access_block.files', { block_public_acls: true }, [mention(bucket.address)]);
  const other = resource('aws_s3_bucket_public_access_block.others', { block_public_acls: false }, [mention(bucket.address, 'depends_on', false)]);
  const relations = new Relations([bucket, block, other]);

  expect(relations.of(bucket)).toEqual({
    mentions: {},
    mentionedBy: {
      aws_s3_bucket_public_access_block: [
        { type: block.type, attribute: 'bucket', exact: true, body: block.body, statements: [] },
        { type: other.type, attribute: 'depends_on', exact: false, body: other.body, statements: [] },
      ],
    },
  });
  expect(relations.of(block)).toEqual({
    mentions: { bucket: [{ type: bucket.type, attribute: 'bucket', exact: true, body: bucket.body, statements: [] }] },
    mentionedBy: {},
  });
});

test('an address that stands for several resources is all of them, and one that stands for none is nothing', () => {
  const [one, other] = [resource('aws_kms_key.a', { id: 1 }), resource('aws_kms_key.a', { id: 2 })];
  const user = resource('aws_sqs_queue.mails', {}, [mention('aws_kms_key.a', 'key'), mention('aws_kms_key.gone', 'other')]);

  expect(new Relations([one, other, user]).of(user).mentions).toEqual({
    key: [expect.objectContaining({ body: { id: 1 } }), expect.objectContaining({ body: { id: 2 } })],
  });
});

test.each<[string, Record<string, unknown>, Record<string, unknown>, boolean]>([
  ['both are always there', {}, {}, true],
  ['it is there once', { count: 1 }, {}, true],
  ['it is there several times', { count: 3 }, {}, true],
  ['there is none', { count: 0 }, {}, false],
  ['nobody knows how many there are', { count: '${var.count}' }, {}, false],
  ['there is one for each of something', { for_each: '${var.all}' }, {}, false],
  ['one is counted and also for each of something', { count: 1, for_each: '${var.all}' }, {}, false],
  ['there are as many of both', { count: '${var.count}' }, { count: '${var.count}' }, true],
  ['there is one of both for each of the same', { for_each: '${var.all}' }, { for_each: '${var.all}' }, true],
  ['there is one of both for each of something else', { for_each: '${var.all}' }, { for_each: '${var.some}' }, false],
  ['there are as many, but of what is there for each of something', { count: '${var.all}' }, { for_each: '${var.all}' }, false],
])('where %s, another resource is certain or not', (_, body, own, isCertain) => {
  const key = resource('aws_kms_key.a', body);
  const user = resource('aws_sqs_queue.mails', own, [mention(key.address, 'key')]);
  const [seen] = new Relations([key, user]).of(user).mentions.key;

  expect(isUnknown(seen)).toBe(!isCertain);
  expect(isCertain ? seen : legible(seen)).toEqual(isCertain ? { type: key.type, attribute: 'key', exact: true, body, statements: [] } : key.address);
});
