import { Refused } from '@caretrail/proof';
import {
  type Command,
  isAbout,
  readCommandArgument,
  readStatement,
  type SignedStatement,
} from '@caretrail/proof/command';
import { demand, Refusal, type RefusalCode } from '../refusal.ts';
import type { RegisteredKey } from '../registry/key.ts';
import { isSignedBy } from './signature.ts';

function refusedAs<T>(code: RefusalCode, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) throw new Refusal(code, error.note);
    throw error;
  }
}

/** What a call asks for. Refused: `ARGUMENTS`. */
export const parseCall = <Request>(command: Command<Request>, argument: string): Request =>
  refusedAs('ARGUMENTS', () => readCommandArgument(command, argument));

/** A request, and a statement about exactly this call at this place. Whose it is, only the key can tell. */
export interface SignedCall<Request> {
  readonly request: Request;
  readonly signed: SignedStatement;
}

/** Refused: `ARGUMENTS STATEMENT`. */
export function parseSignedCall<Request>(
  command: Command<Request>,
  channel: string,
  argument: string,
  jws: string,
): SignedCall<Request> {
  const request = parseCall(command, argument);
  return { request, signed: parseStatement(command, channel, argument, jws) };
}

/** A statement that is about the call. Refused: `STATEMENT`. */
export function parseStatement(
  command: Pick<Command<unknown>, 'contract' | 'function'>,
  channel: string,
  argument: string,
  jws: string,
): SignedStatement {
  const signed = refusedAs('STATEMENT', () => readStatement(jws));
  const isHere = signed.statement.channel === channel && isAbout(signed.statement, command, argument);
  demand(isHere, 'STATEMENT', 'the statement is about another call');
  return signed;
}

/**
 * The key after it has spoken: a statement counts once, because the next one must have a larger sequence.
 * Refused: `KEY_UNKNOWN KEY_NOT_ACTIVE SIGNATURE SEQUENCE`.
 */
export function acceptStatement(signed: SignedStatement, key: RegisteredKey | null): RegisteredKey {
  demand(key !== null && key.thumbprint === signed.statement.key, 'KEY_UNKNOWN');
  demand(key.state === 'ACTIVE', 'KEY_NOT_ACTIVE', `the key is ${key.state.toLowerCase()}`);
  demand(isSignedBy(signed, key.key), 'SIGNATURE');
  const { sequence } = signed.statement;
  demand(sequence > key.sequence, 'SEQUENCE', `the key’s last statement has sequence ${key.sequence}`);
  return { ...key, sequence };
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
