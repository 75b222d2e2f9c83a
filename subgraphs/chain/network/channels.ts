import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asAdministrator, run } from './command-line.ts';
import { channelConfiguration, PROFILE } from './configuration/channel.ts';
import { cryptoConfiguration } from './configuration/crypto.ts';
import { answering } from './eventually.ts';
import { keysIn, type Layout, type OrdererLayout } from './layout.ts';
import type { NetworkPlan } from './plan.ts';
import { writeJson } from './write-json.ts';

export const firstBlockOf = ({ folder }: Layout, channel: string): string => join(folder, `${channel}.block`);

/** Makes the keys of all organizations and the first block of each channel. */
export async function makeChannels(layout: Layout, programs: string, plan: NetworkPlan): Promise<void> {
  const { folder } = layout;
  const crypto = join(folder, 'crypto-config.yaml');
  writeJson(crypto, cryptoConfiguration(layout));
  await run(programs, 'cryptogen', ['generate', `--config=${crypto}`, `--output=${keysIn(folder)}`]);
  writeJson(join(folder, 'configtx.yaml'), channelConfiguration(layout, plan));
  for (const { name } of plan.channels) {
    const names = ['-configPath', folder, '-profile', PROFILE, '-channelID', name];
    await run(programs, 'configtxgen', [...names, '-outputBlock', firstBlockOf(layout, name)]);
  }
}

/** Resolves when all orderers and peers answer. */
export async function nodesAnswer({ orderers, peers }: Layout): Promise<void> {
  await Promise.all([
    ...[...orderers, ...peers].map(({ healthPort }) => answering(`http://127.0.0.1:${healthPort}/healthz`)),
    // An orderer calls itself healthy before its administrators' port is open.
    ...orderers.map((node) => answering(participation(node))),
  ]);
}

export async function joinChannels(layout: Layout, programs: string, plan: NetworkPlan): Promise<void> {
  for (const { name } of plan.channels) {
    const block = firstBlockOf(layout, name);
    await Promise.all(layout.orderers.map((node) => joinOrderer(node, block)));
    // One after the other: two peers that join at once refuse each other's gossip for seconds.
    for (const node of layout.peers)
      await asAdministrator(layout, programs, node, ['channel', 'join', '-b', block]);
  }
}

const participation = ({ adminPort }: OrdererLayout): string =>
  `http://127.0.0.1:${adminPort}/participation/v1/channels`;

async function joinOrderer(node: OrdererLayout, block: string): Promise<void> {
  const form = new FormData();
  form.set('config-block', new Blob([readFileSync(block)]), 'config-block.pb');
  const joined = await fetch(participation(node), { method: 'POST', body: form });
  if (joined.status !== 201) throw new Error(`${node.name} did not join the channel: ${await joined.text()}`);
}
