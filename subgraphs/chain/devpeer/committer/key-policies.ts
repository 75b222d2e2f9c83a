import { validationParameter } from '../ledger/rwset/metadata.ts';
import type { NamespaceSet } from '../ledger/rwset/read-write-set.ts';
import { hashedKey, hashedNamespace } from '../ledger/state/namespace.ts';
import type { State } from '../ledger/state/state.ts';

/**
 * Endorsement policies of single keys (statebased.KeyLevelValidationParameterManager). A transaction behind one of the
 * same block that changes a key's policy cannot tell which one it must satisfy, and fails.
 */
export class KeyPolicies {
  readonly #state: State;
  readonly #changed = new Set<string>();

  constructor(state: State) {
    this.#state = state;
  }

  /** Serialized ApplicationPolicy of a key, null without; `changed` when this block has set another one. */
  of(namespace: string, key: string): Uint8Array | null | 'changed' {
    if (this.#changed.has(`${namespace}\0${key}`)) return 'changed';
    return validationParameter(this.#state.get(namespace, key)?.metadata ?? null);
  }

  add(sets: readonly NamespaceSet[]): void {
    for (const { namespace, metadataWrites, collections } of sets) {
      for (const { key } of metadataWrites) this.#changed.add(`${namespace}\0${key}`);
      for (const { collection, metadataWrites: hashed } of collections)
        for (const { keyHash } of hashed)
          this.#changed.add(`${hashedNamespace(namespace, collection)}\0${hashedKey(keyHash)}`);
    }
  }
}
