import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';

/** What the API answered. */
export interface Answer {
  readonly code: number;
  /** What it said about a refusal; empty when it took the request. */
  readonly message: string;
  readonly warnings: string[];
  readonly body: Record<string, unknown>;
}

interface Kubeconfig {
  readonly clusters: [{ readonly cluster: { readonly 'server': string; readonly 'certificate-authority': string } }];
  readonly users: [{ readonly user: { readonly token: string } }];
}

/** Speaks with an API server over one connection, because kubectl takes a fifth of a second to start. */
export class ApiClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(private readonly kubeconfig: string) {}

  async request(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const { clusters: [{ cluster }], users: [{ user }] } = JSON.parse(readFileSync(this.kubeconfig, 'utf8')) as Kubeconfig;
    return new Promise((resolve, reject) => {
      const call = request(new URL(path, cluster.server), {
        method,
        agent: this.agent,
        ca: readFileSync(cluster['certificate-authority']),
        headers: { authorization: `Bearer ${user.token}`, ...body !== undefined && { 'content-type': 'application/json' }, ...headers },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => { text += part; }).on('end', () => {
          const code = response.statusCode ?? 0;
          const answer = text.startsWith('{') ? JSON.parse(text) as Record<string, unknown> : { message: text };
          const warning = response.headers.warning;
          resolve({
            code,
            message: code < 400 ? '' : String(answer.message),
            warnings: warning === undefined ? [] : [warning].flat().flatMap((line) => line.split(/, (?=299 )/)),
            body: answer,
          });
        });
      });
      // the server may close a connection that waits just when it is used again: then it has not read the request
      // https://nodejs.org/docs/latest-v20.x/api/http.html#requestreusedsocket
      call.on('error', (error: NodeJS.ErrnoException) => {
        if (call.reusedSocket && error.code === 'ECONNRESET') resolve(this.request(method, path, body, headers));
        else reject(error);
      });
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
