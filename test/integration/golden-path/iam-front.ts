import { createHash, createHmac } from 'node:crypto';
import { AddressInfo, Socket, connect, createServer } from 'node:net';
import { TLSSocket } from 'node:tls';

/** The keys that tokens are signed with. */
export interface Keys {
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
}

/** How a front is set up. */
export interface FrontOptions {
  readonly keys: Keys;
  /** PEM; without it the front says that it has no TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The port of the PostgreSQL server, which trusts whoever gets past the front. */
  readonly postgres: number;
}

/** What a token says that was shown to a front. */
export interface Shown {
  readonly user: string;
  readonly host: string;
  readonly region: string;
  readonly seconds: number;
  /** Whether the keys of the front sign the same. */
  readonly valid: boolean;
}

/** What RDS has before PostgreSQL for users that sign in by IAM: it asks for a token as password, over TLS only, and lets in whose token is signed with known keys. */
export interface IamFront {
  readonly port: number;
  readonly shown: readonly Shown[];
  /** How many connections came without TLS and went on all the same. */
  readonly inTheClear: () => number;
  stop(): void;
}

const SSL_REQUEST = 80877103;

/** Starts a front on a free port of the loopback address. */
export async function startIamFront({ keys, tls, postgres }: FrontOptions): Promise<IamFront> {
  const shown: Shown[] = [];
  const sockets = new Set<Socket>();
  let inTheClear = 0;
  const server = createServer(socket => {
    sockets.add(socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket)));
    socket.once('data', first => {
      if (first.readInt32BE(4) !== SSL_REQUEST || !tls) {
        socket.write('N');
        socket.once('data', () => { inTheClear++; });
        return;
      }
      socket.write('S');
      const secured = new TLSSocket(socket, { isServer: true, ...tls });
      secured.on('error', () => secured.destroy());
      secured.once('data', startup => {
        // AuthenticationCleartextPassword
        secured.write(Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 3]));
        secured.once('data', message => {
          const token = read(message.subarray(5, -1).toString(), keys);
          shown.push(token);
          if (!token.valid || !startup.includes(`user\0${token.user}\0`)) {
            secured.end(refusal('PAM authentication failed'));
            return;
          }
          const behind = connect(postgres, '127.0.0.1', () => {
            behind.write(startup);
            secured.pipe(behind).pipe(secured);
          }).on('error', () => secured.destroy());
          sockets.add(behind);
        });
      });
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    shown,
    inTheClear: () => inTheClear,
    stop: () => {
      server.close();
      sockets.forEach(socket => socket.destroy());
    },
  };
}

/** Reads a token, and signs what it says again. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function read(token: string, { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret }: Keys): Shown {
  const { host, searchParams } = new URL(`https://${token}`);
  const said = (name: string) => searchParams.get(name) ?? '';
  const [key, day, region, service, end] = said('X-Amz-Credential').split('/');
  const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...searchParams].filter(([name]) => name !== 'X-Amz-Signature').map(pair => pair.map(encode).join('=')).sort().join('&');
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (by: string | Buffer, text: string) => createHmac('sha256', by).update(text).digest();
  const canonical = ['GET', '/', query, `host:${host}`, '', 'host', sha256('')].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', said('X-Amz-Date'), [day, region, service, end].join('/'), sha256(canonical)].join('\n');
  const signature = hmac([day, region, service, end].reduce<string | Buffer>(hmac, `AWS4${secret}`), toSign).toString('hex');
  return {
    user: said('DBUser'),
    host,
    region,
    seconds: Number(said('X-Amz-Expires')),
    valid: key === id && service === 'rds-db' && said('Action') === 'connect' && said('X-Amz-Signature') === signature,
  };
}

function refusal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C28P01\0M${message}\0\0`);
  const head = Buffer.alloc(5, 'E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
