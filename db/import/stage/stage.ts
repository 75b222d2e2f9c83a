import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ReservedSql } from 'postgres';
import { isHeldType, REFERRED_NAMES } from '../fhir/mapped.ts';
import type { Quarantine } from '../quarantine.ts';
import { Refusal } from '../refusal.ts';
import { entryOf, type Tally } from '../result.ts';
import type { Input } from '../source/input.ts';
import type { Line } from '../source/lines.ts';
import { type HeldResource, readLine } from '../source/reading.ts';
import { copyLine } from './copy-text.ts';
import { indexStaging } from './staging.ts';

/** Characters that are gathered before they are handed to the connection. */
const CHUNK = 256 * 1024;

export interface Staging {
  readonly session: ReservedSql;
  readonly inputs: readonly Input[];
  readonly tally: Tally;
  readonly quarantine: Quarantine;
  readonly signal: AbortSignal;
  /** Called now and then with the number of resources read so far. */
  readonly onProgress: (done: number) => void;
}

/**
 * Reads all inputs into the staging table by one COPY, so that memory does not grow with them. What cannot be read
 * goes to quarantine; a file that breaks off is taken in as far as it goes.
 *
 * @returns how many resources were staged
 */
export async function stage(staging: Staging): Promise<number> {
  const { session, inputs, signal } = staging;
  const copy = await session`copy staged from stdin`.writable();
  // A stream that is destroyed says so to whoever listens; those who wait for it are told by what they await.
  copy.on('error', () => {});
  const stager = new Stager(staging, copy);
  try {
    for (const [index, input] of inputs.entries()) await stager.file(index, input);
    await stager.flush();
    copy.end();
    await finished(copy);
  } catch (error) {
    copy.destroy(error instanceof Error ? error : new Error('staging failed', { cause: error }));
    throw error;
  }
  signal.throwIfAborted();
  await staging.quarantine.flush();
  await indexStaging(session);
  return stager.staged;
}

class Stager {
  readonly #staging: Staging;
  readonly #copy: Writable;
  #text = '';
  staged = 0;

  constructor(staging: Staging, copy: Writable) {
    this.#staging = staging;
    this.#copy = copy;
  }

  async file(index: number, input: Input): Promise<void> {
    let last = 0;
    const lines = input.lines()[Symbol.asyncIterator]();
    for (;;) {
      const group = await lines.next().catch(async (error: unknown) => {
        if (!(error instanceof Error)) throw error;
        const place = { file: input.file, line: last };
        const refusal = error instanceof Refusal ? error : new Refusal('UNREADABLE_FILE');
        await this.#staging.quarantine.add(entryOf(place, null, refusal));
        return null;
      });
      if (group === null || group.done === true) return;
      for (const line of group.value) await this.#line(index, input.file, line);
      last = group.value.at(-1)?.number ?? last;
      await this.#pace();
    }
  }

  async flush(): Promise<void> {
    if (this.#text === '') return;
    const text = this.#text;
    this.#text = '';
    if (!this.#copy.write(text)) await once(this.#copy, 'drain', { signal: this.#staging.signal });
  }

  async #pace(): Promise<void> {
    this.#staging.signal.throwIfAborted();
    this.#staging.onProgress(this.staged);
    if (this.#text.length >= CHUNK) await this.flush();
  }

  async #line(index: number, file: string, line: Line): Promise<void> {
    const reading = readLine(line);
    switch (reading.kind) {
      case 'held':
        if (!isHeldType(reading.resource.type))
          this.#staging.tally.notHeld(reading.resource.type, line.number);
        this.#text += copyRow(this.staged, index, line.number, reading.resource);
        this.staged += 1;
        return;
      case 'not-held':
        this.#staging.tally.notHeld(reading.type, line.number);
        return;
      case 'refused': {
        const { type, id, refusal } = reading;
        const resource = type === null ? null : id === null ? type : `${type}/${id}`;
        await this.#staging.quarantine.add(entryOf({ file, line: line.number }, resource, refusal));
      }
    }
  }
}

function copyRow(
  ordinal: number,
  file: number,
  line: number,
  { type, id, aliases, digest, keys, at, payload }: HeldResource,
): string {
  return copyLine([
    ...[ordinal, type, id, digest, file, line, at],
    ...REFERRED_NAMES.map((name) => keys[name]),
    ...[keys.medication, aliases.length === 0 ? null : JSON.stringify(aliases), payload],
  ]);
}
