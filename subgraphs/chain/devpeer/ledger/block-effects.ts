import { type FabricEnvelope, openTransaction } from '@caretrail/chain/ledger/fabric';
import { common, peer } from '@hyperledger/fabric-protos';
import type { Expiry } from './private/expiry.ts';
import type { Removal } from './private/removal.ts';
import { parseReadWriteSet } from './rwset/parse.ts';
import type { PrivateSet } from './rwset/private-set.ts';
import type { NamespaceSet } from './rwset/read-write-set.ts';
import { hashedKey, hashedNamespace } from './state/namespace.ts';
import type { State } from './state/state.ts';
import { sameVersion, type Version } from './state/version.ts';
import { BlockUpdates } from './validation/block-updates.ts';

/** A valid transaction's sets and place. */
export interface AppliedTransaction {
  readonly version: Version;
  readonly sets: readonly NamespaceSet[];
}

/** What a block does to a channel's state. */
export interface BlockEffects {
  readonly updates: BlockUpdates;
  readonly applied: readonly AppliedTransaction[];
  /** Private values that are gone after this block: purged, or at the end of their time. */
  readonly removals: readonly Removal[];
}

/** The transactions of a block that were found valid, read again from their envelopes. */
export function appliedTransactions(
  block: number,
  envelopes: readonly FabricEnvelope[],
  codes: Uint8Array,
): AppliedTransaction[] {
  return envelopes.flatMap((envelope, transaction) => {
    const valid = codes[transaction] === peer.TxValidationCode.VALID;
    if (!valid || envelope.header.type !== common.HeaderType.ENDORSER_TRANSACTION) return [];
    return [
      { version: { block, transaction }, sets: parseReadWriteSet(openTransaction(envelope).answer.results) },
    ];
  });
}

/** Follows from the valid transactions of a block and the private values at hand; the same at commit and at replay. */
export function blockEffects(
  block: number,
  applied: readonly AppliedTransaction[],
  privateSets: ReadonlyMap<number, readonly PrivateSet[]>,
  { state, expiry }: { readonly state: State; readonly expiry: Expiry },
): BlockEffects {
  const updates = new BlockUpdates(state);
  for (const { sets, version } of applied)
    updates.add(sets, version, privateSets.get(version.transaction) ?? []);
  const expired = expiry.at(block).filter(({ namespace, collection, keyHash, upTo }) => {
    const found = state.get(hashedNamespace(namespace, collection), keyHash);
    return sameVersion(found?.version ?? null, upTo);
  });
  for (const removal of expired) updates.expire(removal, { block, transaction: 0 });
  const purged = applied.flatMap(({ sets, version }) => purgesOf(sets, version));
  return { updates, applied, removals: [...expiry.at(block), ...purged] };
}

function purgesOf(sets: readonly NamespaceSet[], upTo: Version): Removal[] {
  return sets.flatMap(({ namespace, collections }) =>
    collections.flatMap(({ collection, writes }) =>
      writes
        .filter(({ purge }) => purge)
        .map(({ keyHash }) => ({ namespace, collection, keyHash: hashedKey(keyHash), key: null, upTo })),
    ),
  );
}
