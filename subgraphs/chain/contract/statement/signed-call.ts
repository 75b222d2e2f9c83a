import {
  type Command,
  isAbout,
  readCommandArgument,
  readStatement,
  type SignedStatement,
} from '@caretrail/proof/command';
import { demand, refusedAs } from '../refusal.ts';
import type { RegisteredKey } from '../registry/key.ts';
import { takeSequence } from './sequence.ts';
import { isSignedBy } from './signature.ts';

/** What a call asks for. Refused: `ARGUMENTS`. */
export const parseCall = <Request>(command: Command<Request>, argument: string): Request =>
  refusedAs('ARGUMENTS', () => readCommandArgument(command, argument));

/** A request, and a statement about exactly this call at this place. Whose it is, only the key can tell. */
export interface SignedCall<Request> {
  readonly request: Request;
  readonly signed: SignedStatement;
}

/** Which ledger and channel a contract runs on. */
export interface Place {
  readonly channel: string;
  /** Header hash of block 0, hex; null before the first organization is registered. */
  readonly genesis: string | null;
}

/** Refused: `ARGUMENTS STATEMENT`. */
export function parseSignedCall<Request>(
  command: Command<Request>,
  place: Place,
  argument: string,
  jws: string,
): SignedCall<Request> {
  const request = parseCall(command, argument);
  return { request, signed: parseStatement(command, place, argument, jws) };
}

/** A statement that is about the call. Refused: `STATEMENT`. */
export function parseStatement(
  command: Pick<Command<unknown>, 'contract' | 'function'>,
  { channel, genesis }: Place,
  argument: string,
  jws: string,
): SignedStatement {
  const signed = refusedAs('STATEMENT', () => readStatement(jws));
  const { statement } = signed;
  const isHere = statement.channel === channel && statement.genesis === genesis;
  demand(isHere, 'STATEMENT', 'the statement is meant for another ledger or channel');
  demand(isAbout(statement, command, argument), 'STATEMENT', 'the statement is about another call');
  return signed;
}

/**
 * The key after it has spoken: a statement counts once, because the next one must have a larger sequence.
 * Refused: `KEY_UNKNOWN KEY_NOT_ACTIVE SIGNATURE SEQUENCE SEQUENCE_LEAP`.
 */
export function acceptStatement(signed: SignedStatement, key: RegisteredKey | null): RegisteredKey {
  demand(key !== null && key.thumbprint === signed.statement.key, 'KEY_UNKNOWN');
  demand(key.state === 'ACTIVE', 'KEY_NOT_ACTIVE', `the key is ${key.state.toLowerCase()}`);
  demand(isSignedBy(signed, key.key), 'SIGNATURE');
  return { ...key, sequence: takeSequence(signed.statement, key.sequence) };
}

/** The same of a key that must be a person's. Refused also: `NOT_A_PERSON`. */
export function acceptPerson(
  signed: SignedStatement,
  known: RegisteredKey | null,
): RegisteredKey & { readonly subject: string } {
  const { subject, ...key } = acceptStatement(signed, known);
  demand(subject !== null, 'NOT_A_PERSON');
  return { ...key, subject };
}
