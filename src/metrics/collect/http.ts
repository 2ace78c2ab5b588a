import { setTimeout as sleep } from 'timers/promises';
import { fail } from '../../core/problems';

/** Where an API is, and how it lets us in. */
export interface Api {
  /** Without a slash at its end. */
  readonly url: string;
  /** Sent with every request and shown nowhere. */
  readonly headers: Readonly<Record<string, string>>;
  /** Waits; a test does not. */
  readonly wait?: (milliseconds: number) => Promise<unknown>;
  /** Milliseconds since 1970, to know how long to wait. */
  readonly clock?: () => number;
}

const ATTEMPTS = 6;
const TIMEOUT_MS = 60_000;
/** Nobody waits longer than this for a limit to pass. */
const LONGEST_WAIT_MS = 3_600_000;

/** An answer and the address of the next page, where there is one. */
export interface Page<T> {
  readonly body: T;
  readonly next?: string;
}

/** Asks an API. A limit is waited for, what may go away is tried again; what stays is an error that says where. */
export async function getPage<T>(api: Api, pathOrUrl: string): Promise<Page<T>> {
  const url = pathOrUrl.startsWith('/') ? `${api.url}${pathOrUrl}` : pathOrUrl;
  for (let attempt = 1; ; attempt++) {
    const answer = await ask(api, url);
    if (answer instanceof Response && answer.ok) {
      return { body: await readJson<T>(answer, url), next: nextPage(answer, api) };
    }
    const pause = answer instanceof Response ? waitFor(answer, api, attempt) : 1000 * 2 ** (attempt - 1);
    if (pause === undefined || attempt === ATTEMPTS) {
      fail(new URL(url).host, 'the API must answer', answer instanceof Response ? `${answer.status} ${answer.statusText}` : answer, remedyOf(answer, new URL(url).pathname));
    }
    await (api.wait ?? sleep)(pause);
  }
}

/** All pages of a list, one after the other. */
export async function* getPages<T>(api: Api, path: string): AsyncGenerator<T[]> {
  for (let next: string | undefined = path; next !== undefined;) {
    const page: Page<T[]> = await getPage<T[]>(api, next);
    yield page.body;
    next = page.next;
  }
}

/** All entries of a list that is known to be short. */
export async function getAll<T>(api: Api, path: string): Promise<T[]> {
  const all: T[] = [];
  for await (const page of getPages<T>(api, path)) {
    all.push(...page);
  }
  return all;
}

async function ask({ headers }: Api, url: string): Promise<Response | string> {
  try {
    return await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
  } catch (error) {
    return ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
  }
}

async function readJson<T>(answer: Response, url: string): Promise<T> {
  try {
    return await answer.json() as T;
  } catch {
    return fail(new URL(url).host, 'the API must answer with JSON', answer.headers.get('content-type') ?? undefined, `check that ${new URL(url).origin} is the API and not a page to sign in`);
  }
}

/** How long to wait before the next attempt; undefined where it would be in vain. */
function waitFor({ status, headers }: Response, { clock = Date.now }: Api, attempt: number): number | undefined {
  const limited = status === 429 || (status === 403 && (headers.get('retry-after') !== null || headers.get('x-ratelimit-remaining') === '0'));
  if (limited) {
    const seconds = Number(headers.get('retry-after') ?? NaN);
    const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? NaN);
    const wanted = Number.isFinite(seconds) ? seconds * 1000 : Number.isFinite(reset) ? reset * 1000 - clock() : 1000 * 2 ** attempt;
    return wanted > LONGEST_WAIT_MS ? undefined : Math.max(0, wanted);
  }
  return status >= 500 || status === 408 ? 1000 * 2 ** (attempt - 1) : undefined;
}

function remedyOf(answer: Response | string, path: string): string {
  if (typeof answer === 'string' || answer.status >= 500) {
    return `collect again later, it goes on where it stopped (${path})`;
  }
  return answer.status === 401 || answer.status === 403 ? `check the token in the environment and what it may read (${path})` : `check what is asked for (${path})`;
}

/** The `Link` header, which must stay at the same host: a token goes nowhere else. */
function nextPage({ headers }: Response, { url }: Api): string | undefined {
  const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(headers.get('link') ?? '')?.[1];
  if (next !== undefined && new URL(next).origin !== new URL(url).origin) {
    fail(new URL(url).host, 'the next page must be at the same host', new URL(next).host, 'give the URL under which the API knows itself');
  }
  return next;
}
