import { isLost } from './database-unavailable.ts';

/**
 * True of what postgres.js rejects with nobody listening: it asks each new connection for the types of arrays by itself, and
 * when the server goes at that moment, Node would end the process. Whoever waits for the connection is told as well.
 */
export const isUnattended = (error: unknown): boolean =>
  isLost(error) && String(Reflect.get(error, 'query')).includes('pg_catalog.pg_type');

let outlived = false;

/** From now on the process outlives those, and still ends with any other rejection that nobody handles. */
export function outliveUnattended(): void {
  if (outlived) return;
  outlived = true;
  process.on('unhandledRejection', (error) => {
    if (!isUnattended(error)) throw error;
  });
}
