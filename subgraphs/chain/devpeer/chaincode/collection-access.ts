import { type CollectionConfig, collectionOf } from '../ledger/lifecycle/collection.ts';
import { readWholeDefinition } from '../ledger/lifecycle/definition.ts';
import { signerOf } from '../msp/access.ts';
import { isSatisfied } from '../msp/signature-policy.ts';
import type { TransactionContext } from './transaction-context.ts';

/** Whether the creator of a proposal may read and write a collection (core/common/privdata/store.go). */
export class CollectionAccess {
  readonly #namespace: string;
  readonly #context: TransactionContext;

  constructor(namespace: string, context: TransactionContext) {
    this.#namespace = namespace;
    this.#context = context;
  }

  checkRead(collection: string): void {
    const config = this.#config(collection);
    if (config.memberOnlyRead && !this.#isMember(config)) throw this.#denied('read', collection);
  }

  checkWrite(collection: string): void {
    const config = this.#config(collection);
    if (config.memberOnlyWrite && !this.#isMember(config)) throw this.#denied('write', collection);
  }

  #config(collection: string): CollectionConfig {
    const { simulator, channel } = this.#context;
    const definition = readWholeDefinition(simulator, this.#namespace);
    const config = collectionOf(definition?.collections ?? [], collection);
    if (config) return config;
    throw new Error(`collection ${channel.name}/${this.#namespace}/${collection} could not be found`);
  }

  #isMember({ members }: CollectionConfig): boolean {
    const { proposal, channel } = this.#context;
    const creator = signerOf(proposal.signedData, channel.ledger.members);
    return creator !== null && isSatisfied(members, [creator]);
  }

  #denied(right: 'read' | 'write', collection: string): Error {
    return new Error(
      `tx creator does not have ${right} access permission on privatedata in chaincodeName:${this.#namespace} collectionName: ${collection}`,
    );
  }
}
