import { type PersonKey, personKeys } from '@caretrail/db/decisions';
import { MutationRefused, type RequestContext, tagged } from '@caretrail/kit';
import { type Reason, Refused } from '@caretrail/proof';
import {
  type Command,
  commandArgument,
  isAbout,
  isSignedBy,
  type LedgerPlace,
  type PublicKey,
  readStatement,
  SEQUENCE_LEAP,
  type SignedStatement,
} from '@caretrail/proof/command';

/** Seconds that a signer's clock may be ahead. */
const AHEAD = 60;

/** A call as somebody asks for it to be signed for. */
interface Signed<Request> {
  readonly ledger: LedgerPlace;
  readonly command: Command<Request>;
  readonly request: Request;
  readonly jws: string;
  /** Member of the input that holds the statement. */
  readonly field: string;
}

/** What the ledger would refuse is refused before anything acts by it. @throws MutationRefused */
export async function checkStatement<Request>(
  context: RequestContext,
  { ledger, command, request, jws, field }: Signed<Request>,
  key: PublicKey,
): Promise<SignedStatement> {
  const signed = readable(jws, field);
  const { statement } = signed;
  const argument = argumentOf(command, request);
  const { genesis, channel } = ledger;
  if (statement.genesis !== genesis || statement.channel !== channel)
    throw new MutationRefused(
      'STATEMENT',
      field,
      'The statement is meant for another ledger: ask `signing`.',
    );
  if (!isAbout(statement, command, argument))
    throw new MutationRefused('STATEMENT', field, 'The statement is about another call: sign this one.');
  if (statement.iat > context.now + AHEAD || statement.exp <= context.now)
    throw new MutationRefused('STATEMENT_TIME', field, 'The statement is out of its time: sign again.');
  if (!(await isSignedBy(signed, key)))
    throw new MutationRefused(
      'SIGNATURE',
      field,
      'The signature is not that of the key the statement names.',
    );
  return signed;
}

function readable(jws: string, field: string): SignedStatement {
  try {
    return readStatement(jws);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new MutationRefused(
      'STATEMENT',
      field,
      'This is no statement: a compact JWS as docs/contracts.md says.',
    );
  }
}

function argumentOf<Request>(command: Command<Request>, request: Request): string {
  try {
    return commandArgument(command, request);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new MutationRefused(
      'ARGUMENTS' satisfies Reason,
      null,
      'An id or key has not its form: see docs/contracts.md.',
    );
  }
}

/** As the ledger holds a key's statement against the one before; 0 before the first. @throws MutationRefused */
export function checkSequence(sequence: number, last: number, field: string): void {
  const ahead = sequence - last;
  if (ahead > 0 && ahead <= SEQUENCE_LEAP) return;
  const code = ahead > 0 ? 'SEQUENCE_LEAP' : 'SEQUENCE';
  throw new MutationRefused(code, field, `The key’s next sequence is ${last + 1}: sign again.`);
}

/** The key that counts for a person's next statement: a registration on its way is ahead of what the key signs. */
const COUNTS: readonly PersonKey['state'][] = ['ACTIVE', 'PENDING'];

/**
 * The person's own key behind a statement.
 * @param states in which it may speak
 * @throws MutationRefused
 */
export async function signerOf<Request>(
  context: RequestContext,
  patient: string,
  signed: Signed<Request>,
): Promise<{ readonly key: PersonKey; readonly sequence: number }> {
  const { field } = signed;
  const { statement } = readable(signed.jws, field);
  const keys = await personKeys(tagged(context.store), [patient]);
  const key = keys.find(({ thumbprint }) => thumbprint === statement.key);
  if (!key) throw new MutationRefused('KEY_UNKNOWN', field, 'The person has no such key here: register it.');
  // One that replaces another is known to the ledger once that call is there, and waits in another lane.
  if (!COUNTS.includes(key.state) || (key.state === 'PENDING' && key.replaces !== null))
    throw new MutationRefused(
      'KEY_NOT_ACTIVE',
      field,
      `The key is ${key.state}: sign with the one that is active.`,
    );
  await checkStatement(context, signed, key.key);
  checkSequence(statement.sequence, key.sequence, field);
  return { key, sequence: statement.sequence };
}
