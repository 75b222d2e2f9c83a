import { Refused } from '@caretrail/proof';
import { type Command, commandArguments, isAbout, readStatement } from '@caretrail/proof/command';
import type { SubmissionRequest } from './submit.ts';

/** Who submits a call, and what stands behind it. */
interface Submitter {
  /** Slug of the member whose service identity signs. */
  readonly organization: string;
  /** Seconds since 1970 by the hub's clock, which alone holds statements to their time. */
  readonly now: number;
  /** JWS of those who sign, in the order of the contract's arguments. */
  readonly statements?: readonly string[];
  /** What an unsigned call is about, such as the upload's id; signed ones go by their key. */
  readonly about?: string;
}

/**
 * A call of any command, to be submitted: its arguments are checked as the contract checks them.
 * @throws Refused `ARGUMENTS` where the contract would refuse request or statement, or the statement is out of its time.
 * @example contractCall(grantConsent, { consent, commitment, until: null }, { organization, now, statements: [jws] })
 */
export function contractCall<Request>(
  command: Command<Request>,
  request: Request,
  { organization, now, statements = [], about = organization }: Submitter,
): Omit<SubmissionRequest, 'details'> {
  const args = commandArguments(command, request, statements);
  // The sequence of a key that gives way is its own; so the last signer's order counts.
  const keys = statements.map((jws) => signerOf(command, args[0] ?? '', jws, now));
  const lane = keys.at(-1) ?? `${command.contract}/${about}`;
  return { organization, call: command.name, arguments: args, lane };
}

/** Seconds that a signer's clock may be ahead. */
const AHEAD = 60;

/** Thumbprint of the key that a statement about the call names. */
function signerOf(
  command: Pick<Command<unknown>, 'contract' | 'function'>,
  argument: string,
  jws: string,
  now: number,
): string {
  const { statement } = readStatement(jws);
  if (!isAbout(statement, command, argument))
    throw new Refused('ARGUMENTS', 'the statement is about another call: sign this one');
  if (statement.iat > now + AHEAD || statement.exp <= now)
    throw new Refused('ARGUMENTS', 'the statement is out of its time: sign again');
  return statement.key;
}
