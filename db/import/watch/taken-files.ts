import { hash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { StandingFile } from './folder-look.ts';

/** Remembers, over restarts, which files were taken in as they stand. */
export class TakenFiles {
  readonly #sql: Sql;
  /** The same file is another one for another hospital. */
  readonly #source: string;
  readonly #known = new Set<string>();

  constructor(sql: Sql, source: string) {
    this.#sql = sql;
    this.#source = source;
  }

  /** Those that were not taken in yet. */
  async without(files: readonly StandingFile[]): Promise<readonly StandingFile[]> {
    const asked = files.filter(({ digest }) => !this.#known.has(digest));
    if (asked.length === 0) return [];
    const keys = new Map(asked.map((file) => [this.#key(file), file]));
    const rows = await this.#sql<{ digest: Uint8Array }[]>`
      select digest from intake.taken_file
      where digest in (select decode(key, 'hex') from unnest(${[...keys.keys()]}::text[]) as wanted(key))`;
    for (const { digest } of rows) {
      const key = Buffer.from(digest).toString('hex');
      this.#known.add(keys.get(key)?.digest ?? '');
      keys.delete(key);
    }
    return [...keys.values()];
  }

  async add(files: readonly StandingFile[]): Promise<void> {
    const keys = files.map((file) => this.#key(file));
    await this.#sql`
      insert into intake.taken_file (digest) select decode(key, 'hex') from unnest(${keys}::text[]) as taken(key)
      on conflict do nothing`;
    for (const { digest } of files) this.#known.add(digest);
  }

  #key({ digest }: StandingFile): string {
    return hash('sha256', `${this.#source}\0${digest}`, 'hex');
  }
}
