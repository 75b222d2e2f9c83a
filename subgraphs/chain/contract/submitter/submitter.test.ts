import type { Context } from 'fabric-contract-api';
import { ClientIdentity } from 'fabric-shim';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate } from '../../membership/index.ts';
import { submitterOf } from './submitter.ts';

const now = new Date('2026-06-01T00:00:00Z');

let authority: Awaited<ReturnType<typeof createAuthority>>;
beforeAll(async () => {
  authority = await createAuthority('HospitalMSP', now);
});

async function submitter(role: 'admin' | 'client', commonName: string, attributes = {}) {
  const { certificate } = await issueCertificate({ authority, commonName, role, attributes, now });
  const creator = { mspid: 'HospitalMSP', idBytes: Buffer.from(certificate) };
  const clientIdentity = new ClientIdentity({
    ...{ getCreator: () => creator, getChannelID: () => 'care', getTxID: () => 'ab' },
  } as never);
  return submitterOf({ clientIdentity } as unknown as Context);
}

describe('a certificate', () => {
  it('is an administrator’s by its organizational unit, and a member’s by its attribute', async () => {
    expect(await submitter('admin', 'someone')).toEqual({
      ...{ msp: 'HospitalMSP', attribute: null, administrator: true },
    });
    expect(await submitter('client', 'someone', { 'caretrail.org': 'lakeside' })).toEqual({
      ...{ msp: 'HospitalMSP', attribute: 'lakeside', administrator: false },
    });
  });

  it.each(['OU=admin', 'x\nOU=admin', 'x, OU=admin', 'x + OU=admin', 'x\0\nOU=admin', 'admin\n'])(
    'is nobody’s by what its name says, such as %j',
    async (name) => {
      expect(await submitter('client', name)).toMatchObject({ administrator: false, attribute: null });
    },
  );
});
