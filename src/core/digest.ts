import { createHash } from 'crypto';

/** SHA-256 of a text, in hexadecimal digits. */
export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Plain data as JSON, independent of the order of its keys. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => v !== null && typeof v === 'object' && !Array.isArray(v)
    ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => a < b ? -1 : 1))
    : v);
}
