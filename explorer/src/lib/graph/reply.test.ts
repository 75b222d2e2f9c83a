import { describe, expect, it } from 'vitest';
import { Failure } from './failure.ts';
import { readReply } from './reply.ts';

const denial = (path: readonly (string | number)[], code = 'FORBIDDEN_ROLE') => ({
  message: 'no',
  path,
  extensions: { code, policy: 'claim.read', reason: 'Not your role.', requires: ['role:registrar'] },
});

describe('refusals in a reply', () => {
  it('belong to every row when their path has no indexes, to one row when it has', () => {
    const { refusals } = readReply({
      data: { claims: {} },
      errors: [
        denial(['claims', 'nodes', 'lines']),
        denial(['claims', 'nodes', 1, 'total'], 'CONSENT_DENIED'),
      ],
    });
    expect(refusals.at(['claims', 'nodes', 7, 'lines'])?.requires).toEqual(['role:registrar']);
    expect(refusals.at(['claims', 'nodes', 1, 'total'])?.code).toBe('CONSENT_DENIED');
    expect(refusals.at(['claims', 'nodes', 2, 'total'])).toBeNull();
  });

  it('are no failure, but an error without data is one', () => {
    const expired = { errors: [{ message: 'no', extensions: { code: 'EXPIRED' } }] };
    expect(() => readReply(expired)).toThrow(Failure);
    expect(() => readReply(expired)).toThrow('expired');
  });

  it('are refused as an answer when they do not have its shape', () => {
    expect(() => readReply({ data: {}, errors: 'many' })).toThrow('list expected');
  });
});
