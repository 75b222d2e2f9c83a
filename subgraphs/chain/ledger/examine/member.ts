import { connectLedger } from '../connect.ts';
import { LedgerError } from '../error.ts';
import { openEnvelope } from '../fabric/envelope.ts';
import { openTransaction } from '../fabric/transaction.ts';
import type { Ledger, LedgerIdentity } from '../ledger.ts';
import type { LedgerProfile } from '../profile.ts';
import type { NetworkFault } from './finding.ts';

interface Answer {
  readonly fault: NetworkFault | null;
  readonly detail: string;
}

/** Texts of Fabric 2.5 and 3.1, by what they tell; the first that fits counts. */
const SAYINGS: readonly (readonly [RegExp, NetworkFault])[] = [
  [/access denied|permission denied|PermissionDenied|Failed evaluating policy|creator/i, 'ACCESS'],
  [/No metadata was found for chaincode|no peers available to evaluate|chaincode .* not found/i, 'CHAINCODE'],
  [/no combination of peers|no endorsers found|no endorsing peers/i, 'ENDORSEMENT'],
  [
    /failed to get config for channel|Invalid chain ID|channel .* not found|policy manager for channel/i,
    'CHANNEL',
  ],
  [/No connection established|ECONNREFUSED|connection refused/i, 'ADDRESS'],
];

function faultOf(error: unknown): Answer {
  const detail = error instanceof Error ? error.message : '';
  const found = SAYINGS.find(([words]) => words.test(detail))?.[1];
  return { fault: found ?? 'UNANSWERED', detail };
}

/** Asks as a member, each question within so many milliseconds; nothing is written. */
export async function askAsMember(
  profile: LedgerProfile,
  identity: LedgerIdentity,
  id: string,
  within: number,
): Promise<Answer> {
  const ledger = connectLedger(profile, identity, { evaluate: within, endorse: within });
  try {
    await ledger.height(within);
    if (!(await isProfiles(ledger, within)))
      return { fault: 'LEDGER', detail: 'block 0 is not the one of the profile' };
    return await askContract(ledger, profile, id);
  } catch (error) {
    return faultOf(error);
  } finally {
    ledger.close();
  }
}

/** Whether the channel begins with the block that the profile names. */
async function isProfiles(ledger: Ledger, within: number): Promise<boolean> {
  try {
    for await (const _ of ledger.blocks({ from: 0, signal: AbortSignal.timeout(within) })) return true;
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'UNTRUSTED') return false;
    throw error;
  }
  throw new LedgerError('TIMEOUT', 'the peer delivers no blocks');
}

/** Has a question endorsed as a transaction would be, which shows who endorses. */
async function askContract(ledger: Ledger, { endorsement }: LedgerProfile, id: string): Promise<Answer> {
  const { envelope, result } = await ledger.prepare('registry:organization', [id]);
  const { endorsements } = openTransaction(openEnvelope(envelope));
  const named = new Set(endorsements.map(({ msp }) => msp).filter((msp) => endorsement.msps.includes(msp)));
  if (named.size < endorsement.required)
    return { fault: 'POLICY', detail: endorsements.map(({ msp }) => msp).join(', ') };
  if (Buffer.from(result).toString('utf8') === 'null') return { fault: 'UNREGISTERED', detail: '' };
  return { fault: null, detail: '' };
}
