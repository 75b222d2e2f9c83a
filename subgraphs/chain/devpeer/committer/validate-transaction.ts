import {
  type FabricEnvelope,
  type FabricTransaction,
  openEnvelope,
  openTransaction,
  sameBytes,
} from '@caretrail/chain/ledger/fabric';
import { type ChannelIdentity, proposalHashOf, transactionIdOf } from '@caretrail/chain/ledger/verify';
import { isSignedBy } from '@caretrail/chain/membership';
import { common, peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { committed, definitionOf } from '../ledger/lifecycle/definition.ts';
import { LIFECYCLE } from '../ledger/lifecycle/keys.ts';
import { parseReadWriteSet } from '../ledger/rwset/parse.ts';
import { type NamespaceSet, writesAnything, writesOnly } from '../ledger/rwset/read-write-set.ts';
import { isEndorsed } from './endorsement.ts';
import type { KeyPolicies } from './key-policies.ts';

type Code = keyof typeof peer.TxValidationCode;

export interface Validated {
  readonly code: Code;
  readonly id: string;
  /** Only of a transaction that is VALID so far; what it read is checked afterwards, in block order. */
  readonly sets: readonly NamespaceSet[];
}

/**
 * Judges one envelope by itself, in Fabric's order: form, creator, hashes, duplicate, chaincode, endorsement
 * (core/committer/txvalidator/v20). Signatures come before what they cover is believed.
 */
export function validateTransaction(
  bytes: Uint8Array,
  ledger: ChannelLedger,
  keyPolicies: KeyPolicies,
): Validated {
  const envelope = attempt(() => openEnvelope(bytes));
  if (!envelope) return { code: 'BAD_PAYLOAD', id: '', sets: [] };
  const id = envelope.header.transactionId;
  const no = (code: Code): Validated => ({ code, id, sets: [] });
  const formal = formalCode(envelope, ledger);
  if (formal !== 'VALID') return no(formal);
  if (envelope.header.type !== common.HeaderType.ENDORSER_TRANSACTION) return no('UNSUPPORTED_TX_PAYLOAD');
  const transaction = attempt(() => openTransaction(envelope));
  if (!transaction || !isWhole(envelope, transaction)) return no('INVALID_ENDORSER_TRANSACTION');
  if (envelope.header.channel !== ledger.trust.channel) return no('TARGET_CHAIN_NOT_FOUND');
  if (ledger.place(id)) return no('DUPLICATE_TXID');
  const sets = attempt(() => parseReadWriteSet(transaction.answer.results));
  if (!sets) return no('BAD_RWSET');
  const code = dispatch(envelope, transaction, sets, ledger, keyPolicies);
  return code === 'VALID' ? { code, id, sets } : no(code);
}

/** Whatever cannot be read gets the code of what it should have been. */
function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Header, creator, signature and id (core/common/validation/msgvalidation.go). */
function formalCode({ header, payload, signature }: FabricEnvelope, { members }: ChannelLedger): Code {
  const { ENDORSER_TRANSACTION, CONFIG, CONFIG_UPDATE } = common.HeaderType;
  const types: readonly number[] = [ENDORSER_TRANSACTION, CONFIG, CONFIG_UPDATE];
  if (!types.includes(header.type) || header.epoch !== 0) return 'BAD_COMMON_HEADER';
  if (header.nonce.length === 0 || header.creator.length === 0) return 'BAD_COMMON_HEADER';
  const creator = members.identify(header.creator, header.time);
  if (!creator || !isSignedBy(payload, signature, creator.certificate.publicKey))
    return 'BAD_CREATOR_SIGNATURE';
  return transactionIdOf(header.nonce, header.creator) === header.transactionId
    ? 'VALID'
    : 'BAD_PROPOSAL_TXID';
}

const isWhole = ({ header }: FabricEnvelope, transaction: FabricTransaction): boolean =>
  sameBytes(transaction.actionHeader, header.signatureHeader) &&
  sameBytes(proposalHashOf(header, transaction.proposalPayload), transaction.answer.proposalHash);

/** Chaincode names, event, and the endorsement of every namespace that is written (plugindispatcher/dispatcher.go). */
function dispatch(
  envelope: FabricEnvelope,
  transaction: FabricTransaction,
  sets: readonly NamespaceSet[],
  ledger: ChannelLedger,
  keyPolicies: KeyPolicies,
): Code {
  const { answer } = transaction;
  const extension = attempt(() => peer.ChaincodeHeaderExtension.deserializeBinary(envelope.header.extension));
  if (!extension) return 'BAD_HEADER_EXTENSION';
  const name = extension.getChaincodeId()?.getName();
  if (!name) return 'INVALID_OTHER_REASON';
  if (name !== answer.chaincode || answer.chaincodeVersion === '') return 'INVALID_CHAINCODE';
  if (answer.events.length > 0) {
    const event = attempt(() => peer.ChaincodeEvent.deserializeBinary(answer.events));
    if (event?.getChaincodeId() !== name) return 'INVALID_OTHER_REASON';
  }
  const namespaces = new Set(sets.map(({ namespace }) => namespace));
  if (namespaces.size !== sets.length) return 'ILLEGAL_WRITESET';
  const written = sets.filter((set) => set.namespace === name || writesAnything(set));
  if (!written.some(({ namespace }) => namespace === name)) written.unshift(writesOnly(name, []));
  const endorsers = endorsersOf(envelope, transaction, ledger);
  for (const set of written) {
    const definition = ruleOf(set.namespace, ledger);
    if (!definition) return 'INVALID_CHAINCODE';
    if (!isEndorsed(set, definition, endorsers, ledger, keyPolicies)) return 'ENDORSEMENT_POLICY_FAILURE';
  }
  return 'VALID';
}

/** Definitions themselves are endorsed as the channel's own policy says. */
function ruleOf(namespace: string, { state }: ChannelLedger) {
  if (namespace !== LIFECYCLE) return definitionOf(committed(state), namespace);
  const policy = new common.ApplicationPolicy();
  policy.setChannelConfigPolicyReference('/Channel/Application/LifecycleEndorsement');
  return { policy: policy.serializeBinary(), collections: [] };
}

/** Different identities whose signature over payload ‖ endorser is good. */
function endorsersOf(
  { header }: FabricEnvelope,
  transaction: FabricTransaction,
  { members }: ChannelLedger,
): ChannelIdentity[] {
  const signers = transaction.endorsements.flatMap(({ endorser, signature }) => {
    const identity = members.identify(endorser, header.time);
    const message = Buffer.concat([transaction.responsePayload, endorser]);
    return identity && isSignedBy(message, signature, identity.certificate.publicKey) ? [identity] : [];
  });
  return [...new Set(signers)];
}
