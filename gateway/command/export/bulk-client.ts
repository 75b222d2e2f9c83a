import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { CommandFailure } from '../failure.ts';

/** Milliseconds between two looks, and that the hub may take to begin an answer. */
const LOOK = 500;
const DEADLINE = 30_000;

/** A file is called what its type and number say: no name of an answer is taken as a path. */
const FILE = /\/([A-Z][A-Za-z]{1,40}-[1-9]\d{0,5}\.ndjson)$/;

const manifestShape = z.object({
  transactionTime: z.string(),
  output: z.array(z.object({ type: z.string(), url: z.url(), count: z.int() })),
});
export type Manifest = z.infer<typeof manifestShape>;

const outcomeShape = z.object({ issue: z.array(z.object({ diagnostics: z.string() })) });

async function failed(response: Response): Promise<CommandFailure> {
  const parsed = outcomeShape.safeParse(await response.json().catch(() => null));
  return new CommandFailure(parsed.data?.issue[0]?.diagnostics ?? `The hub answered ${response.status}.`);
}

/** Asks a hub for bulk exports (FHIR Bulk Data Access), with one token. */
export class BulkClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, token: string | null) {
    this.#url = url;
    this.#headers = token === null ? {} : { authorization: `Bearer ${token}` };
  }

  /** @returns the address of the export */
  async begin(types: string | undefined): Promise<string> {
    const query = types === undefined ? '' : `?_type=${encodeURIComponent(types)}`;
    const response = await this.#fetch(`${this.#url}/fhir/Patient/$export${query}`, {
      prefer: 'respond-async',
    });
    const place = response.headers.get('content-location');
    if (response.status !== 202 || place === null) throw await failed(response);
    return place;
  }

  /** The manifest once it is there; null where the signal came first. */
  async finished(
    job: string,
    signal: AbortSignal,
    onProgress: (share: number, words: string) => void,
  ): Promise<Manifest | null> {
    while (!signal.aborted) {
      const response = await this.#fetch(this.#own(job));
      if (response.status === 200) return manifestShape.parse(await response.json());
      if (response.status !== 202) throw await failed(response);
      const words = response.headers.get('x-progress') ?? '';
      const [, at = '1', of = '1'] = /type (\d+) of (\d+)/.exec(words) ?? [];
      onProgress((Number(at) - 1) / Number(of), words);
      await wait(LOOK, undefined, { signal }).catch(() => {});
    }
    return null;
  }

  async cancel(job: string): Promise<void> {
    await this.#fetch(this.#own(job), {}, 'DELETE');
  }

  /** Fetches all files; one stands under its name only when it is whole. */
  async fetchAll({ output }: Manifest, folder: string, signal: AbortSignal) {
    await mkdir(folder, { recursive: true });
    const files: { file: string; count: number }[] = [];
    for (const { url, count } of output) {
      const [, name] = FILE.exec(new URL(url).pathname) ?? [];
      if (name === undefined) throw new CommandFailure('The hub named a file that is none of an export.');
      const response = await this.#fetch(this.#own(url));
      if (response.status !== 200 || response.body === null) throw await failed(response);
      const file = join(folder, name);
      await pipeline(response.body, createWriteStream(`${file}.part`), { signal });
      await rename(`${file}.part`, file);
      files.push({ file, count });
    }
    return files;
  }

  /** The token goes to the hub it is for, whatever address an answer names. */
  #own(address: string): string {
    if (URL.parse(address)?.origin !== new URL(this.#url).origin)
      throw new CommandFailure('This address is not of the running system.');
    return address;
  }

  async #fetch(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    // Only the beginning of an answer has a deadline: a file takes as long as it is.
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), DEADLINE);
    try {
      return await fetch(url, { method, headers: { ...this.#headers, ...headers }, signal: late.signal });
    } catch (cause) {
      throw new CommandFailure('The hub does not answer: is it still running?', undefined, { cause });
    } finally {
      clearTimeout(timer);
    }
  }
}
