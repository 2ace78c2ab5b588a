import { createServer, IncomingMessage, Server } from 'http';
import { AddressInfo } from 'net';

/** What a server answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A list that is served in pages of two, as the APIs do with `Link` headers. */
const PAGE = 2;

/** An API on the loopback address that answers what it is told to, counts, and can fail. */
export class ApiServer {
  public readonly asked: string[] = [];
  public readonly headers: IncomingMessage['headers'][] = [];
  /** Answers that come before the right one, by path. */
  public readonly before = new Map<string, Answer[]>();
  private readonly server: Server;

  constructor(private readonly answer: (url: URL) => unknown) {
    this.server = createServer((request, response) => {
      const url = new URL(request.url!, this.url);
      this.asked.push(request.url!);
      this.headers.push(request.headers);
      const first = this.before.get(url.pathname)?.shift();
      const { status = 200, headers = {}, body } = first ?? this.paged(url);
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async start(): Promise<this> {
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private paged(url: URL): Answer {
    const body = this.answer(url);
    if (body === undefined) {
      return { status: 404, body: { message: '404 Not Found' } };
    }
    if (!Array.isArray(body)) {
      return { body };
    }
    const page = Number(url.searchParams.get('page') ?? '1');
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    return { body: body.slice((page - 1) * PAGE, page * PAGE), headers: page * PAGE < body.length ? { link: `<${next.href}>; rel="next", <${url.href}>; rel="first"` } : {} };
  }
}
