import { join } from 'node:path';
import { writeBuilder } from './builder.ts';
import { ordererConfiguration } from './configuration/orderer.ts';
import { peerConfiguration } from './configuration/peer.ts';
import type { Layout, OrdererLayout, PeerLayout } from './layout.ts';
import type { ProcessPlan } from './processes.ts';
import { writeJson } from './write-json.ts';

const WARNINGS = { FABRIC_LOGGING_SPEC: 'warn' };

const configurationOf = ({ folder }: Layout, name: string): string => join(folder, 'configuration', name);
const dataOf = ({ folder }: Layout, name: string): string => join(folder, 'data', name);

export const blockFileOf = (layout: Layout, channel: string): string =>
  join(
    dataOf(layout, layout.peers[0]?.name ?? ''),
    ...['ledgersData', 'chains', 'chains', channel, 'blockfile_000000'],
  );

/** Writes what the nodes are told. */
export function configureNodes(layout: Layout): void {
  const builder = join(layout.folder, 'builder');
  writeBuilder(builder);
  for (const node of layout.orderers)
    writeJson(
      join(configurationOf(layout, node.name), 'orderer.yaml'),
      ordererConfiguration(node, dataOf(layout, node.name)),
    );
  for (const node of layout.peers)
    writeJson(
      join(configurationOf(layout, node.name), 'core.yaml'),
      peerConfiguration(node, dataOf(layout, node.name), builder),
    );
}

export const ordererProcess = (layout: Layout, programs: string, { name }: OrdererLayout): ProcessPlan => ({
  ...{ name, program: join(programs, 'orderer'), args: [] },
  environment: { ...WARNINGS, FABRIC_CFG_PATH: configurationOf(layout, name) },
});

export const peerProcess = (layout: Layout, programs: string, { name }: PeerLayout): ProcessPlan => ({
  ...{ name, program: join(programs, 'peer'), args: ['node', 'start'] },
  environment: { ...WARNINGS, FABRIC_CFG_PATH: configurationOf(layout, name) },
});
