/** The database cannot be asked now, or was lost meanwhile: the same question may well be answered in a moment. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly code = 'UNAVAILABLE';

  constructor(cause?: unknown) {
    super('The connection to the database was lost.', { cause });
  }
}

/**
 * Codes of failed connections: of the system, of postgres.js, and SQLSTATEs by which PostgreSQL ends or refuses one (class 08;
 * 57P01 to 57P03: it is shut down, has crashed, is starting; 53300: it has no more).
 */
const CONNECTION =
  /^(E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)|CONNECT(ION)?_[A-Z]+|08...|57P0[123]|53300)$/;

export function isLost(error: unknown): error is Error {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && CONNECTION.test(code);
}

/** What a statement or a reservation failed with, told apart as far as callers must know. */
export const asUnavailable = (error: unknown): unknown =>
  isLost(error) ? new DatabaseUnavailable(error) : error;
