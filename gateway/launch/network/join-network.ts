import type { NetworkFault } from '@caretrail/chain/ledger';
import type { LedgerPlace } from '../home/ledger-place.ts';
import { StartError } from '../start-error.ts';
import { type OpenNetwork, openNetwork } from './open-network.ts';
import { wordsOf } from './words.ts';

/** Milliseconds that a network may take for an answer at the start. */
const ANSWER_WITHIN = 10_000;

/** Faults that may pass by themselves: reads go on meanwhile, and what waits is anchored when the network is back. */
const PASSING: ReadonlySet<NetworkFault> = new Set(['ADDRESS', 'ENDORSEMENT', 'UNANSWERED']);

/**
 * Opens a Fabric network of one's own and sees that it can be used; what may pass by itself is only told.
 * @throws StartError that names the file, certificate, policy or address to correct
 */
export async function joinNetwork(place: LedgerPlace, log: (line: string) => void): Promise<OpenNetwork> {
  const { examineNetwork } = await import('@caretrail/chain/ledger');
  const network = await openNetwork(place);
  for (const finding of await examineNetwork(network.profile, network.identities, ANSWER_WITHIN)) {
    const words = wordsOf(finding);
    if (!words || finding.fault === null) continue;
    const sentence = `The Fabric network: ${words.wrong}. ${words.cure}`;
    if (!PASSING.has(finding.fault)) throw new StartError(sentence);
    log(sentence);
  }
  return network;
}

/**
 * The demo's members anchor their records; one without a key would wait for ever.
 * @throws StartError that names the missing ones
 */
export async function requireDemoMembers({ identities }: OpenNetwork): Promise<void> {
  const { DEMO_MEMBERS } = await import('@caretrail/chain/consortium');
  const missing = DEMO_MEMBERS.map(({ id }) => id).filter((id) => !identities.has(id));
  if (missing.length > 0)
    throw new StartError(
      `The demo needs the keys of ${missing.join(', ')}: add them, or start with CARETRAIL_DEMO=off.`,
    );
}
