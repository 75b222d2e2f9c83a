import { createHmac } from 'node:crypto';

/**
 * A key for each member from the deployment's one: pseudonyms of two organizations cannot be joined, and a home keeps
 * one secret however many members it serves.
 */
export function pseudonymKeys(secret: string): (member: string) => Uint8Array {
  const key = Buffer.from(secret, 'hex');
  return (member) => createHmac('sha256', key).update(`caretrail/pseudonym/1\0${member}`).digest();
}
