import { common, peer } from '@hyperledger/fabric-protos';
import { readCertificate } from '../../membership/index.ts';
import type { LedgerCall, LedgerCreator, LedgerTransaction } from '../block.ts';
import { type FabricEnvelope, openEnvelope } from '../fabric/envelope.ts';
import { parseIdentity } from '../fabric/identity.ts';
import { openTransaction } from '../fabric/transaction.ts';
import { validationName } from '../fabric/validation.ts';
import { ledgerBytes } from './bytes.ts';
import { decodeReadWriteSet } from './read-write-set.ts';

const TYPES = new Map<number, LedgerTransaction['type']>([
  [common.HeaderType.CONFIG, 'CONFIG'],
  [common.HeaderType.ENDORSER_TRANSACTION, 'ENDORSER_TRANSACTION'],
]);

/** One entry of a block; what an invalid transaction holds is shown as far as it can be read. */
export function decodeTransaction(bytes: Uint8Array, index: number, code: number): LedgerTransaction {
  const envelope = openEnvelope(bytes);
  const type = TYPES.get(envelope.header.type) ?? 'OTHER';
  return {
    index,
    id: envelope.header.transactionId,
    type,
    time: readable(() => envelope.header.time?.toISOString() ?? null),
    code,
    validation: validationName(code),
    creator: decodeCreator(envelope.header.creator),
    call: type === 'ENDORSER_TRANSACTION' ? readable(() => decodeCall(envelope)) : null,
  };
}

function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null; // anyone who may write can put bytes that are no call into a block
  }
}

function decodeCreator(creator: Uint8Array): LedgerCreator {
  const { msp, certificate } = parseIdentity(creator);
  const attribute = certificate === '' ? null : readable(() => readCertificate(certificate).member);
  return { msp, certificate, attribute };
}

function decodeCall(envelope: FabricEnvelope): LedgerCall {
  const transaction = openTransaction(envelope);
  const [name = new Uint8Array(), ...args] = transaction.arguments;
  const called = Buffer.from(name).toString('utf8');
  const colon = called.indexOf(':');
  const { response, events, results } = transaction.answer;
  const event = peer.ChaincodeEvent.deserializeBinary(events);
  return {
    chaincode: transaction.chaincode,
    contract: colon < 0 ? '' : called.slice(0, colon),
    function: called.slice(colon + 1),
    arguments: args.map(ledgerBytes),
    endorsers: transaction.endorsements.map(({ msp }) => msp),
    readWriteSet: decodeReadWriteSet(results),
    event:
      events.length === 0
        ? null
        : { name: event.getEventName(), payload: ledgerBytes(event.getPayload_asU8()) },
    response: { status: response.status, message: response.message, payload: ledgerBytes(response.payload) },
  };
}
