import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const PROGRAMS = ['peer', 'orderer', 'configtxgen', 'cryptogen'] as const;
export type Program = (typeof PROGRAMS)[number];

/** A peer's organization: where its keys lie, and the ports of its peer. */
export interface Organization {
  readonly msp: string;
  readonly domain: string;
  readonly folder: string;
  readonly peerFolder: string;
  readonly endorses: boolean;
  readonly port: number;
  readonly chaincodePort: number;
  readonly healthPort: number;
}

export interface Layout {
  readonly folder: string;
  readonly crypto: string;
  readonly organizations: readonly Organization[];
  readonly orderer: {
    readonly folder: string;
    readonly port: number;
    readonly adminPort: number;
    readonly healthPort: number;
  };
  readonly chaincode: number;
}

/** The folder of the official programs, named by `FABRIC_BIN`; null where they are not at hand. */
export function fabricPrograms(): string | null {
  const folder = process.env['FABRIC_BIN'] ?? '';
  return folder !== '' && PROGRAMS.every((name) => existsSync(join(folder, name))) ? folder : null;
}

/** Ports are free ones on loopback. */
export async function layoutIn(folder: string): Promise<Layout> {
  const crypto = join(folder, 'crypto');
  const names = ['hospital', 'payer', 'regulator'];
  const organizations: Organization[] = [];
  for (const [index, name] of names.entries()) {
    const domain = `${name}.example`;
    const place = join(crypto, 'peerOrganizations', domain);
    organizations.push({
      msp: `${name[0]?.toUpperCase()}${name.slice(1)}MSP`,
      ...{ domain, folder: place, peerFolder: join(place, 'peers', `peer0.${domain}`), endorses: index < 2 },
      ...{ port: await freePort(), chaincodePort: await freePort(), healthPort: await freePort() },
    });
  }
  return {
    ...{ folder, crypto, organizations, chaincode: await freePort() },
    orderer: {
      folder: join(crypto, 'ordererOrganizations', 'orderer.example'),
      ...{ port: await freePort(), adminPort: await freePort(), healthPort: await freePort() },
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
