import { equal } from '../bytes/bytes.ts';
import { ensure, refusedAs } from '../refused.ts';
import { jcs } from '../text/jcs.ts';
import { parseJson } from '../text/json.ts';
import type { JsonValue } from '../text/json-value.ts';
import { members } from '../text/shape.ts';
import { utf8 } from '../text/utf8.ts';

/** Checks a JSON value and gives it its type. Refused: `BAD_SHAPE BAD_HEX BAD_BASE64URL`. */
export type Reader<Value extends JsonValue = JsonValue> = (value: JsonValue) => Value;

/**
 * A transaction of chaincode `caretrail` and the shape of its one argument. Who calls, who signs and who decides share
 * this declaration, so that none of them can mean something else by it.
 */
export interface Command<Request> {
  readonly contract: string;
  readonly function: string;
  /** As a transaction is called: `consent:grant`. */
  readonly name: string;
  /** How many statements follow the argument, each signed by a key. */
  readonly statements: number;
  readonly shape: { readonly [Member in keyof Request]: Reader<Request[Member] & JsonValue> };
}

/** What a command is given. */
export type RequestOf<Declared> = Declared extends Command<infer Request> ? Request : never;

type ValuesOf<Shape extends Readonly<Record<string, Reader>>> = {
  readonly [Member in keyof Shape]: ReturnType<Shape[Member]>;
};

export function command<const Shape extends Readonly<Record<string, Reader>>>(
  contract: string,
  name: string,
  shape: Shape,
  statements = 0,
): Command<ValuesOf<Shape>> {
  // TypeScript does not see through the mapped type: ValuesOf<Shape>[Member] is what the reader of Member returns.
  const readers = shape as unknown as Command<ValuesOf<Shape>>['shape'];
  return { contract, function: name, name: `${contract}:${name}`, statements, shape: readers };
}

/** Bytes of an argument: no command has more to say. */
const ARGUMENT_BYTES = 4096;

/** The argument of a call: canonical JSON. Refused: `ARGUMENTS`, if the contract would refuse its shape. */
export function commandArgument<Request>(command: Command<Request>, request: Request): string {
  const argument = refusedAs('ARGUMENTS', () => new TextDecoder().decode(jcs(request as JsonValue)));
  readCommandArgument(command, argument);
  return argument;
}

/**
 * All arguments of a call. A statement that is not given is empty: an institution's certificate may stand for it.
 * Refused: `ARGUMENTS`.
 */
export function commandArguments<Request>(
  command: Command<Request>,
  request: Request,
  statements: readonly string[] = [],
): string[] {
  ensure(
    statements.length <= command.statements,
    'ARGUMENTS',
    `${command.name} takes ${command.statements} statements`,
  );
  const missing = Array.from({ length: command.statements - statements.length }, () => '');
  return [commandArgument(command, request), ...statements, ...missing];
}

/** Reads the argument of a call. Refused: `ARGUMENTS`. */
export function readCommandArgument<Request>(command: Command<Request>, argument: string): Request {
  return refusedAs('ARGUMENTS', () => {
    const value = parseJson(argument, { limit: ARGUMENT_BYTES, depth: 3 });
    // One encoding only: what peers endorsed and people signed must not be readable in two ways.
    ensure(equal(jcs(value), utf8(argument)), 'BAD_SHAPE', 'no canonical JSON');
    const names = Object.keys(command.shape);
    const given = members(value, names);
    const readers: Readonly<Record<string, Reader>> = command.shape;
    for (const name of names) readers[name]?.(given[name] ?? null);
    return given as Request;
  });
}
