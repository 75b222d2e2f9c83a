import type { Sql } from 'postgres';
import type { QuarantineEntry, Tally } from './result.ts';

const GROUP = 500;

/** Refusals of one run: counted at once, written to `intake.quarantine` in groups. The refused content is not kept. */
export class Quarantine {
  readonly #sql: Sql;
  readonly #run: string;
  readonly #tally: Tally;
  #waiting: QuarantineEntry[] = [];

  constructor(sql: Sql, run: string, tally: Tally) {
    this.#sql = sql;
    this.#run = run;
    this.#tally = tally;
  }

  async add(entry: QuarantineEntry): Promise<void> {
    this.#tally.quarantine(entry);
    this.#waiting.push(entry);
    if (this.#waiting.length >= GROUP) await this.flush();
  }

  async flush(): Promise<void> {
    const entries = this.#waiting;
    if (entries.length === 0) return;
    this.#waiting = [];
    await this.#sql`
      insert into intake.quarantine (run, file, line, resource, reason)
      select ${this.#run}, file, line, resource, reason
      from json_to_recordset(${JSON.stringify(entries)}::text::json)
        as entry(file text, line int, resource text, reason text)`;
  }
}
