import { randomBytes } from 'node:crypto';
import type { Ledger } from '@caretrail/chain/ledger';
import { confirmUpload, proposeUpload, withdrawUpload } from '@caretrail/proof/command';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, register, Signer, send, startTestLedger, submit, type TestLedger } from '../testing/index.ts';

const id = () => randomBytes(16).toString('hex');
const commitment = 'ab'.repeat(32);
const proposer = { organization: 'lakeside', staff: '11'.repeat(32) };
const patient = id();

let network: TestLedger;
let lakeside: Ledger;
let northgate: Ledger;
let ada: Signer;
let ben: Signer;
beforeAll(async () => {
  network = await startTestLedger({ simulateEach: true });
  [lakeside, northgate] = [network.connect('lakeside'), network.connect('northgate')];
  [ada, ben] = [await Signer.create(network.profile), await Signer.create(network.profile)];
  expect(await register(lakeside, ada, { organization: 'lakeside', subject: patient })).toBe('VALID');
  expect(await register(lakeside, ben, { organization: 'lakeside', subject: id() })).toBe('VALID');
});
afterAll(() => network?.stop());

const proposal = { upload: '', proposer, commitment, patient, countersigner: 'northgate' };

describe('an upload', () => {
  it('is confirmed by the patient’s key', async () => {
    const upload = id();
    expect(await submit(lakeside, proposeUpload, { ...proposal, upload })).toBe('VALID');
    expect(await submit(lakeside, proposeUpload, { ...proposal, upload })).toBe('REFUSED UPLOAD_EXISTS');
    const confirmation = { upload, commitment, countersigner: null };
    expect(await submit(lakeside, confirmUpload, confirmation, ben)).toBe('REFUSED NOT_CONFIRMER');
    const changed = { ...confirmation, commitment: 'cd'.repeat(32) };
    expect(await submit(lakeside, confirmUpload, changed, ada)).toBe('REFUSED COMMITMENT');
    expect(await submit(lakeside, confirmUpload, confirmation, ada)).toBe('VALID');
    expect(await ask(northgate, 'upload:upload', upload)).toMatchObject({
      state: 'CONFIRMED',
      confirmed: { key: ada.thumbprint },
    });
    expect(await submit(lakeside, withdrawUpload, { upload })).toBe('REFUSED UPLOAD_NOT_OPEN');
  });

  it('is confirmed by the other institution that it names, and by no other', async () => {
    const upload = id();
    expect(await submit(lakeside, proposeUpload, { ...proposal, upload, patient: null })).toBe('VALID');
    const by = (organization: string, ledger: Ledger) => {
      const countersigner = { organization, staff: '22'.repeat(32) };
      return submit(ledger, confirmUpload, { upload, commitment, countersigner });
    };
    expect(await by('lakeside', lakeside)).toBe('REFUSED NOT_CONFIRMER');
    expect(await by('northgate', lakeside)).toBe('REFUSED NOT_OWNER');
    expect(await by('harbor-mutual', network.connect('harbor-mutual'))).toBe('REFUSED NOT_CONFIRMER');
    expect(await submit(lakeside, confirmUpload, { upload, commitment, countersigner: null }, ada)).toBe(
      'REFUSED NOT_CONFIRMER',
    );
    expect(await by('northgate', northgate)).toBe('VALID');
    expect(await ask(lakeside, 'upload:upload', upload)).toMatchObject({
      confirmed: { organization: 'northgate', staff: '22'.repeat(32) },
    });
  });

  it('needs a second party that is not the first, and is its proposer’s to withdraw', async () => {
    const upload = id();
    const nobody = { ...proposal, upload, patient: null, countersigner: null };
    expect(await submit(lakeside, proposeUpload, nobody)).toBe('REFUSED NO_CONFIRMER');
    const itself = { ...nobody, countersigner: 'lakeside' };
    expect(await submit(lakeside, proposeUpload, itself)).toBe('REFUSED SAME_PARTY');
    const unknown = { ...nobody, countersigner: 'nowhere' };
    expect(await submit(lakeside, proposeUpload, unknown)).toBe('REFUSED ORGANIZATION_UNKNOWN');
    expect(await submit(northgate, proposeUpload, { ...proposal, upload })).toBe('REFUSED NOT_OWNER');
    expect(await submit(lakeside, proposeUpload, { ...proposal, upload })).toBe('VALID');
    expect(await submit(northgate, withdrawUpload, { upload })).toBe('REFUSED NOT_OWNER');
    expect(await submit(lakeside, withdrawUpload, { upload })).toBe('VALID');
    expect(await submit(lakeside, confirmUpload, { upload, commitment, countersigner: null }, ada)).toBe(
      'REFUSED UPLOAD_NOT_OPEN',
    );
    expect(await submit(lakeside, withdrawUpload, { upload: id() })).toBe('REFUSED UPLOAD_UNKNOWN');
    expect(await send(lakeside, 'upload:withdraw', [`{ "upload":"${upload}"}`])).toBe('REFUSED ARGUMENTS');
  });
});
