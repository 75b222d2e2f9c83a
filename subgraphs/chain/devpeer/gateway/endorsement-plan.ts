import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import type { Simulation } from '../endorser/simulation.ts';
import { collectionOf } from '../ledger/lifecycle/collection.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import { LIFECYCLE } from '../ledger/lifecycle/keys.ts';
import { validationParameter } from '../ledger/rwset/metadata.ts';
import { type NamespaceSet, writesAnything } from '../ledger/rwset/read-write-set.ts';
import { hashedKey, hashedNamespace } from '../ledger/state/namespace.ts';
import { applicationPolicy, keyPolicy } from '../msp/application-policy.ts';
import type { ChannelPolicy } from '../msp/policy-manager.ts';
import type { Channel, PeerNode } from '../node.ts';

/** Beyond this many endorsing organizations not every choice of them is looked at. */
const CHOICE_LIMIT = 16;

/**
 * The fewest peers whose endorsements satisfy what a simulation's writes ask for, as discovery would lay them out;
 * of equally few those that come first. Null when even all of them do not.
 */
export function endorsementPlan(
  candidates: readonly PeerNode[],
  simulation: Simulation,
  channel: Channel,
): readonly PeerNode[] | null {
  const policies = policiesOf(simulation, channel);
  const usable = candidates.slice(0, CHOICE_LIMIT);
  const choices = Array.from({ length: 2 ** usable.length - 1 }, (_, index) =>
    usable.filter((_node, bit) => ((index + 1) >> bit) & 1),
  ).sort((a, b) => a.length - b.length);
  const satisfied = (nodes: readonly PeerNode[]) => {
    const identities = nodes.flatMap((node): ChannelIdentity[] => {
      const identity = channel.ledger.members.identify(node.identity.serialized, null);
      return identity ? [identity] : [];
    });
    return policies.every((policy) => policy.refusal(identities) === null);
  };
  return choices.find(satisfied) ?? null;
}

/** What validation will ask of the endorsers: of every chaincode, collection and key that is written. */
function policiesOf({ proposal, result }: Simulation, { ledger }: Channel): ChannelPolicy[] {
  const written = result.sets.filter(
    (set) => set.namespace === proposal.chaincode || (set.namespace !== LIFECYCLE && writesAnything(set)),
  );
  const bytes = new Map<string, ChannelPolicy>();
  const add = (policy: Uint8Array) =>
    bytes.set(Buffer.from(policy).toString('latin1'), applicationPolicy(policy, ledger.policies));
  const own = definitionOf(committed(ledger.state), proposal.chaincode);
  if (own && !written.some(({ namespace }) => namespace === proposal.chaincode)) add(own.policy);
  const keys: ChannelPolicy[] = [];
  for (const set of written) {
    const definition = definitionOf(committed(ledger.state), set.namespace);
    if (!definition) continue;
    const asked = askedOf(set, ledger);
    keys.push(...asked.keys);
    if (asked.chaincode) add(definition.policy);
    for (const name of asked.collections)
      add(collectionOf(definition.collections, name)?.endorsement ?? definition.policy);
  }
  return [...bytes.values(), ...keys];
}

function askedOf(set: NamespaceSet, { state }: Channel['ledger']) {
  const keys: ChannelPolicy[] = [];
  /** True when the key has no policy of its own. */
  const plain = (namespace: string, key: string): boolean => {
    const parameter = validationParameter(state.get(namespace, key)?.metadata ?? null);
    if (parameter) keys.push(keyPolicy(parameter));
    return parameter === null;
  };
  const isPlain = (collection: string) => (write: { readonly keyHash: Uint8Array }) =>
    plain(hashedNamespace(set.namespace, collection), hashedKey(write.keyHash));
  const publicKeys = [...set.writes, ...set.metadataWrites].filter(({ key }) => plain(set.namespace, key));
  const collections = set.collections
    .filter(
      ({ collection, writes, metadataWrites }) =>
        [...writes, ...metadataWrites].filter(isPlain(collection)).length > 0,
    )
    .map(({ collection }) => collection);
  return { keys, collections, chaincode: publicKeys.length > 0 || !writesAnything(set) };
}
