import type { Reader } from '@caretrail/proof/command';
import { refusedAs } from '../refusal.ts';

/**
 * The name that a question asks for, held to the shape that commands give it. A question can be submitted like a command,
 * and then its arguments stay on the channel for ever: there is no room in them for words. Refused: `ARGUMENTS`.
 */
export const parseName = (reader: Reader<string>, name: string): string =>
  refusedAs('ARGUMENTS', () => reader(name));
