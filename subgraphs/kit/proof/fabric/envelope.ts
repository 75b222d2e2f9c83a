import { concatenate, equal } from '../bytes/bytes.ts';
import { isSignedBy } from '../certificate/signature.ts';
import { ensure, refusedAs } from '../refused.ts';
import { toHex } from '../text/hex.ts';
import { fromUtf8 } from '../text/utf8.ts';
import type { Trust } from '../trust/trust.ts';
import { isExactly } from './chaincode-id.ts';
import { checkHeader } from './header.ts';
import { type Identity, identify } from './identity.ts';
import { proposalHash, readInvocation } from './invocation.ts';
import {
  chaincodeAction,
  chaincodeActionPayload,
  envelope,
  payload,
  proposalResponsePayload,
  transaction,
} from './messages.ts';
import { together } from './together.ts';

/** An anchoring transaction whose creator and endorsers were checked. */
export interface Anchoring {
  readonly transaction: string;
  readonly arguments: readonly Uint8Array[];
  readonly creator: Identity;
  readonly endorsers: readonly Identity[];
}

const OK = 200n;

/**
 * Checks everything about an anchoring transaction except what its arguments say (docs/proof-format.md, step
 * `ledger`, checks 3 to 14): made by a client or admin of a known MSP, and endorsed as the trust file asks.
 */
export async function checkEnvelope(bytes: Uint8Array, trust: Trust): Promise<Anchoring> {
  const read = refusedAs('ENVELOPE_MALFORMED', () => decode(bytes));
  const { chaincode, call } = trust.anchor;
  const header = checkHeader(read.header, {
    channel: trust.channel,
    chaincode,
    malformed: 'ENVELOPE_MALFORMED',
  });
  ensure(isExactly(read.called, chaincode), 'CHAINCODE', `the call is to ${read.called.name}`);
  ensure(read.action.chaincode.name === chaincode, 'CHAINCODE', `${read.action.chaincode.name} answered`);
  ensure(equal(read.actionHeader, read.header.signatureHeader), 'ACTION_HEADER');
  ensure(
    equal(read.response.proposalHash, proposalHash(read.header, read.proposalPayload)),
    'PROPOSAL_HASH',
    'the endorsers answered another proposal',
  );
  ensure(read.action.response.status === OK, 'RESPONSE', `status ${read.action.response.status}`);

  const creator = await identify(
    header.creator,
    { roles: ['client', 'admin'], at: header.at, code: 'CREATOR_CERTIFICATE' },
    trust,
  );
  ensure(await isSignedBy(creator.certificate, read.signature, read.signed), 'CREATOR_SIGNATURE');
  const endorsers = await checkEndorsements(read, header.at, trust);

  ensure(fromUtf8(read.arguments[0] ?? NOTHING) === call, 'FUNCTION', `want ${call}`);
  return { transaction: header.transaction, arguments: read.arguments, creator, endorsers };
}

const NOTHING = new Uint8Array();

/** The parts of an envelope with exactly one action. */
function decode(bytes: Uint8Array) {
  const { payload: signed, signature } = envelope(bytes);
  const { header, data } = payload(signed);
  const [action, ...more] = transaction(data).actions;
  ensure(action !== undefined && more.length === 0, 'BAD_SHAPE', 'want exactly one action');
  const { proposalPayload, action: endorsed } = chaincodeActionPayload(action.payload);
  const called = readInvocation(proposalPayload);
  const response = proposalResponsePayload(endorsed.responsePayload);
  return {
    signed,
    signature,
    header,
    actionHeader: action.header,
    proposalPayload,
    called: called.chaincode,
    arguments: called.arguments,
    responsePayload: endorsed.responsePayload,
    response,
    action: chaincodeAction(response.extension),
    endorsements: endorsed.endorsements,
  };
}

/** Every endorsement that is there must be good; then different MSPs are counted, for one may have many peers. */
async function checkEndorsements(
  { endorsements, responsePayload }: ReturnType<typeof decode>,
  at: number,
  trust: Trust,
): Promise<readonly Identity[]> {
  const endorsers = await together(
    endorsements.map(async ({ endorser, signature }) => {
      const peer = await identify(endorser, { roles: ['peer'], at, code: 'ENDORSER_CERTIFICATE' }, trust);
      const signed = concatenate(responsePayload, endorser);
      ensure(await isSignedBy(peer.certificate, signature, signed), 'ENDORSEMENT_SIGNATURE', peer.msp);
      return peer;
    }),
  );
  const different = new Set(endorsements.map(({ endorser }) => toHex(endorser)));
  ensure(different.size === endorsements.length, 'ENDORSER_TWICE');
  const { required, msps } = trust.endorsement;
  const counted = new Set(endorsers.map(({ msp }) => msp).filter((msp) => msps.includes(msp)));
  ensure(counted.size >= required, 'ENDORSEMENT_POLICY', `${counted.size} of ${required} MSPs endorsed`);
  return endorsers;
}
