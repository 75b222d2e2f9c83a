import { randomUUID } from 'node:crypto';
import type { Sql } from '@caretrail/db/provenance';
import { Refused } from '@caretrail/proof';
import { type Command, commandArguments, isAbout, readStatement } from '@caretrail/proof/command';

/** A call of a contract on its way to the ledger. */
export interface ContractCall {
  /** UUID. */
  readonly id: string;
  /** Calls of a lane go one after another: those that one key signs, or that are about one thing. */
  readonly lane: string;
  /** The member whose service identity submits it. */
  readonly member: string;
  /** Such as `consent:grant`. */
  readonly name: string;
  readonly args: readonly string[];
}

/** How far a call has come. `REFUSED` is final: `reason` is the contract's code. */
export type CallState =
  | { readonly state: 'PENDING' }
  | { readonly state: 'VALID'; readonly transaction: string }
  | { readonly state: 'REFUSED'; readonly reason: string };

/** Who submits a call, and what stands behind it. */
interface Submission {
  readonly member: string;
  /** Seconds since 1970 by the hub's clock, which alone holds statements to their time. */
  readonly now: number;
  /** JWS of those who sign, in the order of the contract's arguments. */
  readonly statements?: readonly string[];
  /** What an unsigned call is about, such as the upload's id; signed ones go by their key. */
  readonly about?: string;
}

/**
 * A call of any command, with its arguments checked as the contract checks them.
 * @throws Refused `ARGUMENTS` where the contract would refuse request or statement, or the statement is out of its time.
 * @example contractCall(grantConsent, { consent, commitment, until: null }, { member, now, statements: [jws] })
 */
export function contractCall<Request>(
  command: Command<Request>,
  request: Request,
  { member, now, statements = [], about = member }: Submission,
): ContractCall {
  const args = commandArguments(command, request, statements);
  // The sequence of a key that gives way is its own; so the last signer's order counts.
  const keys = statements.map((jws) => signerOf(command, args[0] ?? '', jws, now));
  const lane = keys.at(-1) ?? `${command.contract}/${about}`;
  return { id: randomUUID(), lane, member, name: command.name, args };
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

/** Puts a call on record; in the transaction that writes what it is about, so that neither is without the other. */
export async function recordCall(sql: Sql, { id, lane, member, name, args }: ContractCall): Promise<void> {
  await sql`
    insert into provenance.ledger_call (id, lane, member, name, arguments)
    values (${id}, ${lane}, ${member}, ${name}, ${args}::text[])`;
}

/** What became of a call; null if there is none. What widens access waits for `VALID`. */
export async function callState(sql: Sql, id: string): Promise<CallState | null> {
  const [row] = await sql<CallState>`
    select state, transaction, reason from provenance.ledger_call where id = ${id}`;
  return row ?? null;
}
