import { fail } from '../../core/problems';

const TIMEOUT_MS = 60_000;

/** Sends something, or says that it could not be sent; the token is shown nowhere. */
export async function post(url: string, body: object, token: string | undefined): Promise<void> {
  let said: string;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...token !== undefined && { authorization: `Bearer ${token}` } },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    await answer.arrayBuffer();
    if (answer.ok) {
      return;
    }
    said = `${answer.status} ${answer.statusText}`;
  } catch (error) {
    said = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
  }
  fail(new URL(url).host, 'the webhook must take what is sent', said, 'send again later, it goes on where it stopped; check the token in the environment');
}
