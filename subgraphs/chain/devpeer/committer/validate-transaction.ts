import {
  type FabricEnvelope,
  type FabricTransaction,
  openEnvelope,
  openTransaction,
} from '@caretrail/chain/ledger/fabric';
import { type ChannelTrust, transactionProblems } from '@caretrail/chain/ledger/verify';
import { isSignedBy } from '@caretrail/chain/membership';
import { common, msp, type peer } from '@hyperledger/fabric-protos';
import type { ChannelLedger } from '../ledger/channel-ledger.ts';
import { type ChaincodeDefinition, definitionOf, LIFECYCLE } from '../ledger/definition.ts';
import { type NamespaceSet, parseReadWriteSet } from '../ledger/read-write-set.ts';
import { isSatisfied, rolePolicy } from '../msp/signature-policy.ts';

/** Names of the codes that this validator gives. */
type Code = Extract<
  keyof typeof peer.TxValidationCode,
  | 'VALID'
  | 'BAD_PAYLOAD'
  | 'BAD_CREATOR_SIGNATURE'
  | 'INVALID_ENDORSER_TRANSACTION'
  | 'BAD_PROPOSAL_TXID'
  | 'DUPLICATE_TXID'
  | 'ENDORSEMENT_POLICY_FAILURE'
  | 'TARGET_CHAIN_NOT_FOUND'
  | 'UNKNOWN_TX_TYPE'
  | 'EXPIRED_CHAINCODE'
  | 'ILLEGAL_WRITESET'
  | 'BAD_RWSET'
  | 'INVALID_CHAINCODE'
>;

export interface Validated {
  readonly code: Code;
  readonly id: string;
  /** Only of a transaction that is VALID so far; what it read is checked afterwards, in block order. */
  readonly sets: readonly NamespaceSet[];
}

/**
 * Judges one envelope by itself, in Fabric's order: form, creator, hashes, duplicate, chaincode, endorsement policy,
 * write set (core/committer/txvalidator). Signatures come before what they cover is believed.
 */
export function validateTransaction(bytes: Uint8Array, ledger: ChannelLedger): Validated {
  const envelope = open(bytes, openEnvelope);
  if (!envelope) return { code: 'BAD_PAYLOAD', id: '', sets: [] };
  const id = envelope.header.transactionId;
  const no = (code: Code): Validated => ({ code, id, sets: [] });
  const { header } = envelope;
  if (header.type !== common.HeaderType.ENDORSER_TRANSACTION) return no('UNKNOWN_TX_TYPE');
  if (header.channel !== ledger.trust.channel) return no('TARGET_CHAIN_NOT_FOUND');
  const transaction = open(envelope, openTransaction);
  if (!transaction) return no('INVALID_ENDORSER_TRANSACTION');
  const formal = formalCode(envelope, transaction, ledger.trust);
  if (formal !== 'VALID') return no(formal);
  if (ledger.place(id)) return no('DUPLICATE_TXID');
  const definition = definitionFor(transaction.chaincode, ledger);
  if (!definition) return no('INVALID_CHAINCODE');
  if (transaction.answer.chaincodeVersion !== definition.version) return no('EXPIRED_CHAINCODE');
  if (!isEndorsed(envelope, transaction, definition, ledger.trust)) return no('ENDORSEMENT_POLICY_FAILURE');
  const sets = open(transaction.answer.results, parseReadWriteSet);
  if (!sets) return no('BAD_RWSET');
  const foreign = sets.some(
    ({ namespace, writes }) => writes.length > 0 && namespace !== transaction.chaincode,
  );
  return foreign ? no('ILLEGAL_WRITESET') : { code: 'VALID', id, sets };
}

function open<From, To>(value: From, read: (value: From) => To): To | null {
  try {
    return read(value);
  } catch {
    return null; // whatever cannot be read gets the code of what it should have been
  }
}

function formalCode(envelope: FabricEnvelope, transaction: FabricTransaction, trust: ChannelTrust): Code {
  const problems = new Set(
    transactionProblems(envelope, { ...transaction, endorsements: [] }, trust.members),
  );
  if (problems.has('creator') || problems.has('creator signature')) return 'BAD_CREATOR_SIGNATURE';
  if (problems.has('transaction id')) return 'BAD_PROPOSAL_TXID';
  const wrong = problems.size > 0 || transaction.answer.chaincode !== transaction.chaincode;
  return wrong ? 'INVALID_ENDORSER_TRANSACTION' : 'VALID';
}

/** Definitions themselves are endorsed by a majority of the application organizations. */
function definitionFor(chaincode: string, ledger: ChannelLedger): ChaincodeDefinition | null {
  if (chaincode !== LIFECYCLE) return definitionOf(ledger.state, chaincode);
  const organizations = ledger.trust.msps.filter(({ kind }) => kind === 'application');
  const peers = organizations.map(({ id }) => ({ msp: id, role: msp.MSPRole.MSPRoleType.PEER }));
  return { version: 'syscc', policy: rolePolicy(Math.floor(peers.length / 2) + 1, peers) };
}

function isEndorsed(
  envelope: FabricEnvelope,
  transaction: FabricTransaction,
  definition: ChaincodeDefinition,
  { members }: ChannelTrust,
): boolean {
  const signers = transaction.endorsements.flatMap(({ endorser, signature }) => {
    const identity = members.identify(endorser, envelope.header.time);
    const message = Buffer.concat([transaction.responsePayload, endorser]);
    return identity && isSignedBy(message, signature, identity.certificate.publicKey) ? [identity] : [];
  });
  return isSatisfied(definition.policy, [...new Set(signers)]);
}
