import { createHmac, createSecretKey } from 'node:crypto';

/**
 * A key for each member from the deployment's one: pseudonyms of two organizations cannot be joined, and a home keeps
 * one secret however many members it serves.
 */
export function pseudonymKeys(key: Uint8Array): (member: string) => Uint8Array {
  const prepared = createSecretKey(key);
  return (member) => createHmac('sha256', prepared).update(`caretrail/pseudonym/1\0${member}`).digest();
}
