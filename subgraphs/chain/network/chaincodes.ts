import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chaincodePackage } from './chaincode-package.ts';
import { asAdministrator } from './command-line.ts';
import { eventually } from './eventually.ts';
import { type Layout, type PeerLayout, peerKeys } from './layout.ts';
import type { NetworkChaincode, NetworkPlan } from './plan.ts';
import type { ProcessPlan } from './processes.ts';
import { writeJson } from './write-json.ts';

/** A chaincode of one organization: its package, and the process that serves it. */
export interface OwnChaincode {
  readonly node: PeerLayout;
  readonly chaincode: NetworkChaincode;
  readonly id: string;
  readonly package: string;
  readonly process: ProcessPlan;
}

/**
 * Where an organization's chaincode listens: it asks nobody who they are, so it is a socket in the network's folder, where
 * no other user may go, and not a port.
 */
function addressOf({ folder }: Layout, name: string): string {
  const sockets = join(folder, 'socket');
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  return `unix:${join(sockets, name)}`;
}

/** Packs each chaincode once for each organization that has it. */
export function ownChaincodes(layout: Layout, { channels }: NetworkPlan): readonly OwnChaincode[] {
  const chaincodes = new Map(channels.flatMap((one) => one.chaincodes.map((of) => [of.name, of])));
  return [...chaincodes.values()].flatMap((chaincode) =>
    layout.peers
      .filter(({ msp }) => chaincode.msps.includes(msp))
      .map((node) => ownChaincode(layout, node, chaincode)),
  );
}

function ownChaincode(layout: Layout, node: PeerLayout, chaincode: NetworkChaincode): OwnChaincode {
  const name = `${chaincode.name}.${node.domain}`;
  const address = addressOf(layout, name);
  const { bytes, id } = chaincodePackage(`${chaincode.name}_${chaincode.version}`, address);
  const file = join(layout.folder, `${name}.tgz`);
  writeFileSync(file, bytes);
  return {
    ...{ node, chaincode, id, package: file },
    process: {
      ...{ name, program: process.execPath, args: ['--no-deprecation', chaincode.program] },
      environment: { CHAINCODE_SERVER_ADDRESS: address, CHAINCODE_ID: id, ...chaincode.environment },
    },
  };
}

/** Installs, approves and commits, as Fabric's lifecycle wants it; organizations without the chaincode have no part in it. */
export async function deployChaincodes(
  layout: Layout,
  programs: string,
  { channels }: NetworkPlan,
  own: readonly OwnChaincode[],
): Promise<void> {
  const ask = (node: PeerLayout, ...args: readonly string[]) =>
    eventually(() =>
      asAdministrator(layout, programs, node, ['lifecycle', 'chaincode', ...args]).catch(unlessDone),
    );
  await Promise.all(own.map((one) => ask(one.node, 'install', one.package)));
  for (const { name, chaincodes } of channels)
    for (const chaincode of chaincodes) {
      const holders = own.filter((one) => one.chaincode.name === chaincode.name);
      const definition = definitionOf(layout, name, chaincode);
      for (const { node, id } of holders)
        await ask(node, 'approveformyorg', ...definition, '--package-id', id);
      const peers = holders.flatMap(({ node }) => [
        ...['--peerAddresses', `127.0.0.1:${node.port}`],
        ...['--tlsRootCertFiles', join(peerKeys(node), 'tls', 'ca.crt')],
      ]);
      if (holders[0]) await ask(holders[0].node, 'commit', ...definition, ...peers);
    }
}

/** An answer that was lost on the way: what was asked for is in place. */
function unlessDone(error: unknown): void {
  if (!/unchanged content|already installed|already been committed/.test(String(error))) throw error;
}

function definitionOf({ folder, orderers }: Layout, channel: string, chaincode: NetworkChaincode): string[] {
  const [orderer] = orderers;
  const collections = join(folder, `${chaincode.name}-collections.json`);
  const { name, version, policy } = chaincode;
  const arguments_ = [
    ...['-o', `127.0.0.1:${orderer?.port}`, '--tls', '--cafile', join(orderer?.keys ?? '', 'tls', 'ca.crt')],
    ...['--channelID', channel, '--name', name, '--version', version, '--sequence', '1'],
    ...['--signature-policy', policy],
  ];
  if (chaincode.collections.length === 0) return arguments_;
  writeJson(collections, chaincode.collections);
  return [...arguments_, '--collections-config', collections];
}
