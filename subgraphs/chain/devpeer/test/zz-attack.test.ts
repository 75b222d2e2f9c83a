import { randomBytes } from 'node:crypto';
import type { Ledger } from '@caretrail/chain/ledger';
import * as c from '@caretrail/proof/command';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { issueCertificate } from '../../membership/index.ts';
import { ask, register, Signer, send, startTestLedger, submit, type TestLedger } from '../testing/index.ts';

const id = () => randomBytes(16).toString('hex');
const commitment = 'ab'.repeat(32);
let network: TestLedger;
let lakeside: Ledger;
let hospital: Ledger;
let payer: Ledger;
beforeAll(async () => {
  network = await startTestLedger({ simulateEach: true });
  lakeside = network.connect('lakeside');
  hospital = network.connectAs(network.key('administrators', 'HospitalMSP'));
  payer = network.connect('harbor-mutual');
});
afterAll(() => network?.stop());
const say = (what: string, outcome: unknown) => console.log(`ATTACK ${what}: ${JSON.stringify(outcome)}`);

it('attacks', async () => {
  const genesis = network.profile.genesis;
  say('duplicate members', await send(hospital, 'registry:registerOrganization', [
    `{"id":"innocent","attribute":"evil","id":"evil","genesis":"${genesis}"}`,
  ]));
  say('spaces', await send(hospital, 'registry:registerOrganization', [
    ` {"id":"evil2", "attribute":"evil2","genesis":"${genesis}"}`,
  ]));
  say('100kB', await send(hospital, 'registry:registerOrganization', [
    ` {"id":"evil3", "attribute":"evil3","genesis":"${genesis}"${' '.repeat(100_000)}}`,
  ]));
  const ada = await Signer.create();
  const subject = id();
  await register(lakeside, ada, { organization: 'lakeside', subject });
  const consent = id();
  const argument = c.commandArgument(c.grantConsent, { consent, commitment, until: null });
  say('burn', await send(lakeside, 'consent:grant', [argument, await ada.sign(c.grantConsent, argument, { sequence: Number.MAX_SAFE_INTEGER })]));
  const arg2 = c.commandArgument(c.revokeConsent, { consent });
  say('revoke after burn', await send(lakeside, 'consent:revoke', [arg2, await ada.sign(c.revokeConsent, arg2, { sequence: Number.MAX_SAFE_INTEGER })]));
  vi.setSystemTime(Date.now() + 400 * 86_400_000);
  const access = id();
  say('future', await submit(lakeside, c.breakGlass, { access, organization: 'lakeside', actor: '11'.repeat(32), reason: 'OTHER', commitment, opened: new Date(Date.now()).toISOString() }));
  vi.useRealTimers();
  say('future', await ask(lakeside, 'access:access', access));
  const [bob, patient, upload] = [await Signer.create(), id(), id()];
  say('propose', await submit(lakeside, c.proposeUpload, { upload, proposer: { organization: 'lakeside', staff: '11'.repeat(32) }, commitment, patient, countersigner: null }));
  say('payer registers', await register(payer, bob, { organization: 'harbor-mutual', subject: patient }));
  say('payer confirms as patient', await submit(payer, c.confirmUpload, { upload, commitment, countersigner: null }, bob));
  for (const q of ['consent:consent', 'registry:organization', 'registry:key', 'anchor:latest', 'upload:upload'])
    for (const a of ['', 'a\0b', 'Jane Doe', '\u{10ffff}'])
      say(`${q} ${JSON.stringify(a)}`, await lakeside.evaluate(q, [a]).then((b) => Buffer.from(b).toString(), (e) => `${e.code} ${e.refusal} ${e.message}`));
  say('at', await lakeside.evaluate('anchor:at', ['care/lakeside', '1e400']).then((b) => Buffer.from(b).toString(), (e) => `${e.code} ${e.refusal} ${e.message}`));
  say('question submitted', await send(lakeside, 'consent:consent', ['Jane Doe has HIV']));
  say('few args', await send(lakeside, 'consent:grant', [argument]));
  say('many args', await send(lakeside, 'consent:grant', [argument, '', 'Jane Doe']));
  const authority = network.key('authorities', 'HospitalMSP');
  for (const commonName of ['x\nOU=admin', 'x, OU=admin', 'x + OU=admin', 'x\0\nOU=admin']) {
    const issued = await issueCertificate({ authority, commonName, role: 'client', attributes: { 'caretrail.org': 'northgate' }, now: new Date() } as never);
    const mallory = network.connectAs({ msp: 'HospitalMSP', ...issued });
    say(`admin by name ${JSON.stringify(commonName)}`, await send(mallory, 'registry:registerOrganization', [
      JSON.stringify({ id: `e${Math.floor(Math.random() * 1e6)}`, attribute: `e${Math.floor(Math.random() * 1e6)}`, genesis }),
    ]));
  }
  expect(1).toBe(1);
}, 90_000);
