/** What a log keeps of an error: enough to find the place, nothing that a record or a caller said. */
export interface SafeError {
  /** Name of its class. */
  readonly type: string;
  /** SQLSTATE, system error, code of ours. */
  readonly code?: string;
  /** Only where its words are known to be the program's own. */
  readonly message?: string;
  /** Frames: functions, files, lines. */
  readonly stack?: string;
  readonly cause?: SafeError;
}

/**
 * Errors whose messages hold sizes, codes and addresses only. Every other message is left out: PostgreSQL, JSON.parse,
 * graphql and V8 itself quote the value that they stumble over, and that may be a name.
 */
const SPEAKABLE = new Set([
  'DatabaseUnavailable',
  'KeysUnavailable',
  'LedgerError',
  'LostRequest',
  'NoKeys',
  'SessionEnded',
  'TileDamaged',
  'LedgerDiffers',
]);

/** Causes followed; a longer chain is a loop or says nothing more. */
const DEEPEST = 4;
const FRAME = /^\s+at .*$/;

const textOf = (error: object, member: string): string | undefined => {
  const value: unknown = Reflect.get(error, member);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

/** System errors (`ECONNREFUSED`) name a call, an address, a file: the operator's own. */
const isSystemError = (error: object): boolean => textOf(error, 'syscall') !== undefined;

/** Codes are words of programs; anything else that stands in their place is dropped. */
const codeOf = (error: object): string | undefined =>
  /^[A-Z0-9_]{2,40}$/.exec(textOf(error, 'code') ?? '')?.[0];

function framesOf(error: object): string | undefined {
  const frames = (textOf(error, 'stack') ?? '').split('\n').filter((line) => FRAME.test(line));
  return frames.length > 0 ? frames.map((line) => line.trim()).join('\n') : undefined;
}

/** Serializer of pino for members called `err`. */
export function safeError(error: unknown, depth = 0): SafeError {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const type = /^\w{1,60}$/.exec(error.constructor?.name ?? '')?.[0] ?? 'Error';
  const [code, stack] = [codeOf(error), framesOf(error)];
  const message = SPEAKABLE.has(type) || isSystemError(error) ? textOf(error, 'message') : undefined;
  const cause: unknown = Reflect.get(error, 'cause') ?? Reflect.get(error, 'originalError');
  return {
    type,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(stack !== undefined && { stack }),
    ...(cause !== undefined && cause !== null && depth < DEEPEST && { cause: safeError(cause, depth + 1) }),
  };
}
