import { request as send } from 'node:http';
import { createClaims } from '@caretrail/claims';
import { connect, type Pool, storedExports } from '@caretrail/db';
import { startTestDatabase, type TestDatabase } from '@caretrail/db/testing';
import { createHub, type Hub, type HubOptions } from '@caretrail/gateway';
import type { Caller } from '@caretrail/kit';
import { createPatients } from '@caretrail/patients';
import { pino } from 'pino';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A database, hubs over it that keep exports, and callers by name. */
export class ExportStage {
  readonly database: TestDatabase;
  readonly admin: Pool;
  readonly callers: Record<string, Caller> = {};
  readonly failures: unknown[] = [];
  readonly #pools: Pool[] = [];
  readonly #hubs: Hub[] = [];

  private constructor(database: TestDatabase) {
    this.database = database;
    this.admin = connect(database.admin);
  }

  static open = async (): Promise<ExportStage> => new ExportStage(await startTestDatabase());

  pool(login: Parameters<TestDatabase['address']>[0]): Pool {
    const pool = connect(this.database.address(login));
    this.#pools.push(pool);
    return pool;
  }

  /** @param lapse - milliseconds after which a hub takes over what another one has left */
  exports = (lapse?: number) => storedExports(this.pool('caretrail_hub'), lapse);

  async hub(exports: NonNullable<HubOptions['exports']>): Promise<Hub> {
    const common = {
      ...{ cursorKey: new Uint8Array(32), anchors: null },
      onFailure: (error: unknown) => this.failures.push(error),
    };
    const patients = createPatients({
      ...{ ...common, pseudonymKey: () => undefined, pool: this.pool('caretrail_patients') },
    });
    const claims = createClaims({ ...common, pool: this.pool('caretrail_claims') });
    const hub = await createHub({
      ...{ subgraphs: [patients, claims], exports, port: 0, ready: () => true },
      logger: pino({ level: 'silent' }),
      identity: {
        authenticate: async ({ authorization }) => {
          const caller = this.callers[String(authorization ?? '').replace('Bearer ', '')];
          return caller
            ? { caller }
            : { failure: { code: 'UNAUTHENTICATED', status: 401, reason: 'The access token is not valid.' } };
        },
      },
    });
    this.#hubs.push(hub);
    return hub;
  }

  async close(): Promise<void> {
    await Promise.all(this.#hubs.map((hub) => hub.close()));
    await Promise.all(this.#pools.map((pool) => pool.end({ timeout: 1 })));
    await this.admin.end();
    await this.database.stop();
  }
}

/** One request whose path is sent as it stands: `fetch` would tidy it up. */
export const ask = (
  hub: Pick<Hub, 'url'>,
  who: string | null,
  path: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(hub.url);
    const authorization = who === null ? {} : { authorization: `Bearer ${who}` };
    const request = send(
      { hostname, port, path, method, headers: { ...authorization, ...headers } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.once('error', reject);
      },
    );
    request.once('error', reject);
    request.end();
  });

const ASYNC = { headers: { prefer: 'respond-async' } };

/** Begins an export; its path. */
export async function begin(hub: Hub, who: string, query = ''): Promise<string> {
  const { status, headers, text } = await ask(hub, who, `/fhir/Patient/$export${query}`, ASYNC);
  if (status !== 202) throw new Error(`${status} ${text}`);
  return new URL(String(headers['content-location'])).pathname;
}

interface Manifest {
  readonly transactionTime: string;
  readonly request: string;
  readonly requiresAccessToken: boolean;
  readonly output: readonly { readonly type: string; readonly url: string; readonly count: number }[];
}

/** Waits for an export to be done. */
export async function finished(hub: Hub, who: string, path: string): Promise<Manifest> {
  for (const end = Date.now() + 20_000; ; ) {
    const { status, text } = await ask(hub, who, path);
    if (status === 200) return JSON.parse(text);
    if (status !== 202 || Date.now() > end) throw new Error(`${status} ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** All files of a finished export, by type. */
export async function filesOf(
  hub: Hub,
  who: string,
  { output }: Manifest,
): Promise<ReadonlyMap<string, object[]>> {
  const files = new Map<string, object[]>();
  for (const { type, url, count } of output) {
    const { status, text } = await ask(hub, who, new URL(url).pathname);
    if (status !== 200) throw new Error(`${status} ${text}`);
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    if (lines.length !== count) throw new Error(`${url}: ${lines.length} lines and not ${count}`);
    files.set(type, [...(files.get(type) ?? []), ...lines]);
  }
  return files;
}
