import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@caretrail/db';
import { productPlan } from '@caretrail/network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { launch } from '../launch/launcher.ts';
import { caretrail } from '../system/caretrail.ts';
import { missingPrograms, startTestNetwork, type TestNetwork } from './fabric.ts';

const runShape = z.object({ database: z.string() });
const INES = { resourceType: 'Patient', id: 'ines', gender: 'female', birthDate: '1980-04-02' };

for (const consensus of ['raft', 'bft'] as const) {
  const missing = await missingPrograms(consensus);
  const title = `the product on a ${consensus} network of the official programs`;
  if (missing !== null) {
    describe(title, () => it.skip(missing, () => {}));
    continue;
  }
  describe(title, () => {
    let folder: string;
    let stand: TestNetwork;
    let environment: Record<string, string>;
    let launcher: ChildProcess | null = null;
    const file = (name: string) => join(folder, name);
    const ask = (...args: readonly string[]) => caretrail(args, environment);

    async function stop(): Promise<void> {
      launcher?.kill('SIGTERM');
      if (launcher && launcher.exitCode === null) await once(launcher, 'exit');
      launcher = null;
    }

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'caretrail-on-fabric-'));
      stand = await startTestNetwork(productPlan(consensus));
      environment = { CARETRAIL_HOME: file('home'), FABRIC_PROFILE: stand.network.profileFile };
      launcher = await launch(environment);
    });
    afterAll(async () => {
      await stop();
      await stand?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The record that came last into the home. */
    async function newest(): Promise<string> {
      const { database } = runShape.parse(JSON.parse(readFileSync(file('home/run.json'), 'utf8')));
      const sql = connect(database, { max: 1 });
      const [row] = await sql<{ record: string }[]>`
        select record from provenance.version where type = 'Patient' order by recorded_at desc limit 1`;
      await sql.end();
      return row?.record ?? '';
    }

    it('anchors what is imported, and proves it to whoever has the trust file', async () => {
      writeFileSync(file('ines.ndjson'), `${JSON.stringify(INES)}\n`);
      expect(await ask('import', file('ines.ndjson'), '--json')).toMatchObject({ code: 0 });
      const record = `Patient/${await newest()}`;
      const prove = async () => {
        const { code, stdout } = await ask('prove', record, '--persona', 'patient');
        writeFileSync(file('proof.json'), stdout);
        return code;
      };
      await expect.poll(prove, { timeout: 25_000, interval: 500 }).toBe(0);
      writeFileSync(file('trust.json'), (await ask('trust')).stdout);
      const verify = (proof: string) => ask('verify', file(proof), '--trust', file('trust.json'), '--json');
      const { code, stdout } = await verify('proof.json');
      expect({ code, verdict: JSON.parse(stdout) }).toMatchObject({ code: 0, verdict: { ok: true } });
      expect(JSON.parse(stdout).ledger).not.toContain('development');
      writeFileSync(
        file('forged.json'),
        readFileSync(file('proof.json'), 'utf8').replaceAll('1980-04-02', '1980-04-03'),
      );
      expect(await verify('forged.json')).toMatchObject({ code: 1 });
    });

    it('is found well by doctor, which names every peer and member', async () => {
      const { code, stdout } = await ask('doctor');
      expect({ code, stdout }).toMatchObject({ code: 0 });
      for (const name of ['peer0.hospital.example', 'peer0.regulator.example', 'lakeside', 'all is anchored'])
        expect(stdout).toContain(name);
    });

    it('goes on after a restart, and stays with its network', async () => {
      await stop();
      launcher = await launch(environment);
      expect(await ask('check-access-log')).toMatchObject({ code: 0 });
      await stop();
      const profile = { ...stand.network.profile, genesis: 'ab'.repeat(32) };
      writeFileSync(file('other.json'), JSON.stringify(profile));
      const members = join(stand.network.folder, 'members');
      const other = { ...environment, FABRIC_PROFILE: file('other.json'), FABRIC_MEMBERS: members };
      await expect(launch(other)).rejects.toThrow();
      const { code, stdout } = await caretrail(['doctor'], other);
      expect({ code, stdout }).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('its first block differs'),
      });
    });
  });
}
