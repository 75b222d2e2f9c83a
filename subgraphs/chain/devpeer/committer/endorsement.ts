import type { ChannelIdentity } from '@caretrail/chain/ledger/verify';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { collectionOf } from '../ledger/lifecycle/collection.ts';
import type { ChaincodeDefinition } from '../ledger/lifecycle/definition.ts';
import type { NamespaceSet } from '../ledger/rwset/read-write-set.ts';
import { hashedKey, hashedNamespace } from '../ledger/state/namespace.ts';
import { applicationPolicy, keyPolicy } from '../msp/application-policy.ts';
import type { KeyPolicies } from './key-policies.ts';

/** Where a namespace was written: the place of the key's own policy, and the collection, null for public keys. */
interface WrittenKey {
  readonly namespace: string;
  readonly key: string;
  readonly collection: string | null;
}

/**
 * Whether the endorsers of a transaction satisfy what its writes to one namespace ask for: for every key its own policy,
 * else its collection's, else the chaincode's, which is asked in any case when no other was (statebased/v20.go).
 */
export function isEndorsed(
  set: NamespaceSet,
  definition: Pick<ChaincodeDefinition, 'policy' | 'collections'>,
  endorsers: readonly ChannelIdentity[],
  { policies }: Pick<ChannelLedger, 'policies'>,
  keyPolicies: KeyPolicies,
): boolean {
  const asked = new Map<string, boolean>();
  const satisfies = (id: string, bytes: Uint8Array) => {
    const known = asked.get(id) ?? applicationPolicy(bytes, policies).refusal(endorsers) === null;
    asked.set(id, known);
    return known;
  };
  let someAsked = false;
  for (const { namespace, key, collection } of writtenKeys(set)) {
    someAsked = true;
    const own = keyPolicies.of(namespace, key);
    if (own === 'changed') return false;
    if (own) {
      if (keyPolicy(own).refusal(endorsers) !== null) return false;
      continue;
    }
    const rules = collection === null ? null : collectionOf(definition.collections, collection);
    if (collection !== null && !rules) return false;
    const fits = rules?.endorsement
      ? satisfies(`collection ${collection}`, rules.endorsement)
      : satisfies('chaincode', definition.policy);
    if (!fits) return false;
  }
  return someAsked || satisfies('chaincode', definition.policy);
}

function* writtenKeys({
  namespace,
  writes,
  metadataWrites,
  collections,
}: NamespaceSet): Generator<WrittenKey> {
  for (const { key } of [...writes, ...metadataWrites]) yield { namespace, key, collection: null };
  for (const { collection, writes: hashed, metadataWrites: metadata } of collections)
    for (const { keyHash } of [...hashed, ...metadata])
      yield { namespace: hashedNamespace(namespace, collection), key: hashedKey(keyHash), collection };
}
