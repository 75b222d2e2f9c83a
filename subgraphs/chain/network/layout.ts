import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { Consensus } from './plan.ts';

const peerShape = z.object({
  /** Host name, and name of its process. */
  name: z.string(),
  msp: z.string(),
  domain: z.string(),
  /** Folder of the organization's keys. */
  organization: z.string(),
  port: z.int(),
  chaincodePort: z.int(),
  healthPort: z.int(),
});
const ordererShape = z.object({
  name: z.string(),
  /** Folder of its keys. */
  keys: z.string(),
  port: z.int(),
  adminPort: z.int(),
  healthPort: z.int(),
});
export const layoutShape = z.object({
  folder: z.string(),
  peers: z.array(peerShape),
  orderers: z.array(ordererShape),
});

/** Where the parts of a network lie and listen; all ports are on loopback. */
export type Layout = Readonly<z.infer<typeof layoutShape>>;
export type PeerLayout = Readonly<z.infer<typeof peerShape>>;
export type OrdererLayout = Readonly<z.infer<typeof ordererShape>>;

const ORGANIZATIONS = ['hospital', 'payer', 'regulator'];
export const ORDERER_DOMAIN = 'orderer.example';

export const keysIn = (folder: string): string => join(folder, 'crypto');
export const ordererOrganization = (folder: string): string =>
  join(keysIn(folder), 'ordererOrganizations', ORDERER_DOMAIN);
export const peerKeys = ({ organization, name }: PeerLayout): string => join(organization, 'peers', name);
export const administratorKeys = ({ organization, domain }: PeerLayout): string =>
  join(organization, 'users', `Admin@${domain}`, 'msp');

export async function layoutIn(folder: string, consensus: Consensus): Promise<Layout> {
  const orderers = consensus === 'bft' ? 4 : 1;
  const ports = await freePorts(3 * (ORGANIZATIONS.length + orderers));
  const port = () => ports.pop() ?? 0;
  return {
    folder,
    peers: ORGANIZATIONS.map((organization) => {
      const domain = `${organization}.example`;
      return {
        ...{ name: `peer0.${domain}`, domain },
        msp: `${organization.slice(0, 1).toUpperCase()}${organization.slice(1)}MSP`,
        organization: join(keysIn(folder), 'peerOrganizations', domain),
        ...{ port: port(), chaincodePort: port(), healthPort: port() },
      };
    }),
    orderers: Array.from({ length: orderers }, (_, index) => {
      const name = `orderer${index}.${ORDERER_DOMAIN}`;
      return {
        ...{ name, keys: join(ordererOrganization(folder), 'orderers', name) },
        ...{ port: port(), adminPort: port(), healthPort: port() },
      };
    }),
  };
}

/** Below what systems hand out to connections that go out: a node that is started again finds its port still free. */
const FIRST_PORT = 17_000;
const PORTS = 13_000;

async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  const start = Math.floor(Math.random() * PORTS);
  for (let step = 0; step < PORTS && found.length < count; step += 1) {
    const port = FIRST_PORT + ((start + step) % PORTS);
    if (await isFree(port)) found.push(port);
  }
  return found;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
