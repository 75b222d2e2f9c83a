import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Caller } from '../caller/caller.ts';
import { CATALOGUE } from '../catalogue/policies.ts';
import { BadInput } from '../errors/bad-input.ts';

const IV = 12;
const TAG = 16;
/** Longer than any cursor that was made here. */
const MOST_CHARACTERS = 1024;

/** The key of all cursors, and what one connection's are bound to. */
interface Secrets {
  readonly key: Buffer;
  readonly bound: Buffer;
}

/**
 * Makes and opens cursors of one connection. AES-256-GCM, with caller, capacity, policy version and connection as
 * associated data: a cursor neither tells its place (ids and sort keys of rows) nor works for another caller, under
 * other rules, or in another list.
 */
export class Cursors {
  readonly #key: Uint8Array;
  readonly #caller: Caller;
  readonly #place: string;
  #secrets: Secrets | undefined;

  /** @param key 32 bytes @param place the connection and its filter, such as `Query.patients` */
  constructor(key: Uint8Array, caller: Caller, place: string) {
    this.#key = key;
    this.#caller = caller;
    this.#place = place;
  }

  /** Made when the first cursor is: a page that nobody asks for cursors needs none of it. */
  get #secret(): Secrets {
    if (this.#secrets) return this.#secrets;
    const { tier, role, subject, organization, purpose } = this.#caller;
    const capacity = [
      CATALOGUE.version,
      tier,
      role,
      subject,
      organization,
      purpose,
      this.#caller.case,
      this.#place,
    ];
    this.#secrets = {
      key: createHash('sha256').update('caretrail/cursor/1\0').update(this.#key).digest(),
      bound: Buffer.from(JSON.stringify(capacity)),
    };
    return this.#secrets;
  }

  seal(position: readonly string[]): string {
    const { key, bound } = this.#secret;
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(position), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** The position, of the given number of parts; throws `BadInput` for anything that was not sealed for this place. */
  open(cursor: string, parts: number): readonly string[] {
    const bytes = cursor.length > MOST_CHARACTERS ? Buffer.alloc(0) : Buffer.from(cursor, 'base64url');
    if (bytes.length <= IV + TAG) throw invalid();
    const { key, bound } = this.#secret;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV)).setAAD(bound);
      decipher.setAuthTag(bytes.subarray(-TAG));
      const plain = Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]);
      const position: unknown = JSON.parse(plain.toString('utf8'));
      if (isPosition(position) && position.length === parts) return position;
    } catch {
      throw invalid();
    }
    throw invalid();
  }
}

const isPosition = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((part) => typeof part === 'string');

const invalid = (): BadInput =>
  new BadInput('This cursor is not valid here: start again from the first page.');
