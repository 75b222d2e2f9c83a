import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, tierRole } from '@caretrail/db';
import { personas, seedDemo } from '@caretrail/db/demo';
import { LOGINS, openDatabase, passwordsFrom, prepareDatabase, startServer } from '@caretrail/db/server';
import type { ServerConfig } from './config.ts';

const SUBGRAPHS = ['patients', 'claims', 'chain'] as const;
const PLAIN = { login: 'bench', role: 'bench_clinician', password: 'bench' };

/** A durable server with the demo population, and a role that has the rights of all three subgraphs' clinicians. */
export async function benchDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'caretrail-bench-'));
  const server = await startServer({
    folder: join(folder, 'postgres'),
    password: randomBytes(8).toString('hex'),
    durable: true,
    log: 'ignore',
  });
  const passwords = passwordsFrom(Object.fromEntries(LOGINS.map((login) => [login, 'bench'])));
  const database = await prepareDatabase(await openDatabase(server.admin), passwords);
  const importer = connect(database.address('caretrail_import'), { max: 3 });
  await seedDemo(importer);
  const clinician = (await personas(importer)).find(({ name }) => name === 'clinician');
  await importer.end();
  const admin = connect(database.admin, { max: 1 });
  await admin.unsafe(`create role ${PLAIN.role} nologin`);
  for (const subgraph of SUBGRAPHS)
    await admin.unsafe(
      `grant ${tierRole(subgraph, 'hospital', 'clinician')} to ${PLAIN.role} with inherit true`,
    );
  await admin.unsafe(`create role ${PLAIN.login} login noinherit password '${PLAIN.password}'`);
  await admin.unsafe(`grant ${PLAIN.role} to ${PLAIN.login} with inherit false, set true`);
  await admin.unsafe(`grant connect on database caretrail to ${PLAIN.login}`);
  await admin.unsafe('analyze');
  await admin.end();
  const plain = new URL(database.admin);
  plain.username = PLAIN.login;
  plain.password = PLAIN.password;
  const config: Omit<ServerConfig, 'server' | 'executor' | 'layers'> = {
    logins: {
      patients: database.address('caretrail_patients'),
      claims: database.address('caretrail_claims'),
      chain: database.address('caretrail_chain'),
    },
    plain: plain.href,
    plainRole: PLAIN.role,
    superuser: database.admin,
    connections: 8,
    organization: clinician?.organization ?? '',
    subject: clinician?.subject ?? '',
  };
  return {
    config,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
