import { AddressInfo, createServer, Server } from 'node:net';

/** Free TCP ports of the loopback address, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = await Promise.all(Array.from({ length: count }, holdPort));
  const ports = holders.map((holder) => (holder.address() as AddressInfo).port);
  await Promise.all(holders.map(async (holder) => new Promise((resolve) => holder.close(resolve))));
  return ports;
}

async function holdPort(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const holder = createServer().once('error', reject);
    holder.listen(0, '127.0.0.1', () => resolve(holder));
  });
}
