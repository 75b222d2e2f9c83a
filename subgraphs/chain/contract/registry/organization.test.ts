import { describe, expect, it } from 'vitest';
import { codeOf } from '../test/code-of.ts';
import { registerOrganization, speaksFor } from './organization.ts';

const genesis = 'ab'.repeat(32);
const request = { id: 'lakeside', attribute: 'lakeside', genesis };
const administrator = { msp: 'HospitalMSP', attribute: null, administrator: true };
const empty = { genesis: null, organization: null, holder: null };

describe('an organization', () => {
  it('is registered under the MSP of the administrator who asks', () => {
    const { organization } = registerOrganization(empty, request, administrator);
    expect(organization).toEqual({ id: 'lakeside', msp: 'HospitalMSP', attribute: 'lakeside' });
    expect(speaksFor({ msp: 'HospitalMSP', attribute: 'lakeside', administrator: false }, organization)).toBe(
      true,
    );
    expect(speaksFor({ msp: 'PayerMSP', attribute: 'lakeside', administrator: false }, organization)).toBe(
      false,
    );
    expect(speaksFor({ msp: 'HospitalMSP', attribute: null, administrator: true }, organization)).toBe(false);
  });

  it('is registered once, by an administrator, on the ledger that is meant', () => {
    const taken = { id: 'lakeside', msp: 'PayerMSP', attribute: 'lakeside' };
    const client = { ...administrator, administrator: false };
    expect(codeOf(() => registerOrganization(empty, request, client))).toBe('NOT_ADMINISTRATOR');
    expect(
      codeOf(() => registerOrganization({ ...empty, genesis: '00'.repeat(32) }, request, administrator)),
    ).toBe('GENESIS');
    expect(
      codeOf(() => registerOrganization({ ...empty, organization: taken }, request, administrator)),
    ).toBe('ORGANIZATION_EXISTS');
    expect(codeOf(() => registerOrganization({ ...empty, holder: 'other' }, request, administrator))).toBe(
      'ATTRIBUTE_TAKEN',
    );
  });
});
