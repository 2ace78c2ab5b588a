import { IncomingMessage, ServerResponse, createServer, request } from 'node:http';
import { AddressInfo } from 'node:net';
import { PreparedAccount } from '../harness/account';
import { LocalAws, startLocalAws } from '../harness/local-aws';

/** Two local clouds behind one address: Pod Identity, which moto does not know, is asked of ministack, and everything else of moto. */
export interface TwoClouds {
  readonly endpoint: string;
  readonly account: PreparedAccount;
  readonly moto: LocalAws;
  stop(): Promise<void>;
}

/** Starts both, each with the network, the cluster and whatever else standards name. */
export async function startTwoClouds(region: string): Promise<TwoClouds> {
  const [moto, ministack] = await Promise.all([startLocalAws('moto_server'), startLocalAws('ministack')]);
  const [account] = await Promise.all([moto, ministack].map(async cloud => cloud.script<PreparedAccount>('prepare.py', region)));
  const front = createServer((asked, answer) => {
    pass(asked, answer, /^\/clusters\/[^/]+\/pod-identity-associations\b/.test(asked.url ?? '') ? ministack : moto);
  });
  await new Promise<void>(resolve => front.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(front.address() as AddressInfo).port}`,
    account,
    moto,
    stop: async () => {
      front.close();
      front.closeAllConnections();
      await Promise.all([moto.stop(), ministack.stop()]);
    },
  };
}

function pass(asked: IncomingMessage, answer: ServerResponse, { endpoint }: LocalAws): void {
  const { method, headers, url = '/' } = asked;
  const forwarded = request(new URL(url, endpoint), { method, headers }, response => {
    answer.writeHead(response.statusCode ?? 502, response.headers);
    response.pipe(answer);
  });
  forwarded.on('error', () => answer.destroy());
  asked.pipe(forwarded);
}
