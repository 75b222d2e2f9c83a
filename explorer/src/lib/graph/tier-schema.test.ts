import { describe, expect, it } from 'vitest';
import { Refusals } from './refusals.ts';
import { forTier, readSchema } from './tier-schema.ts';

const named = (name: string) => ({ name, ofType: null });
const wrapped = (name: string) => ({ name: null, ofType: { name: null, ofType: named(name) } });

/** A tier that knows people and their claims, but neither names nor visits. */
const schema = readSchema({
  value: {
    __schema: {
      types: [
        { name: 'Query', fields: [{ name: 'patient', type: named('Patient') }] },
        {
          name: 'Patient',
          fields: [
            { name: 'id', type: wrapped('ID') },
            { name: 'claims', type: named('ClaimConnection') },
          ],
        },
        { name: 'ClaimConnection', fields: [{ name: 'totalCount', type: wrapped('Int') }] },
        { name: 'ID', fields: null },
      ],
    },
  },
  path: [],
  refusals: new Refusals([]),
});

describe('a question to a tier that does not have all of it', () => {
  it('keeps what the tier has, with alias and arguments', () => {
    const text =
      'query Q($id: ID!, $first: Int) { record: patient(id: $id) { id claims(first: $first) { totalCount nodes { id } } } }';
    expect(forTier(text, schema)).toBe(
      'query Q($id: ID!, $first: Int) { record: patient(id: $id) { id claims(first: $first) { totalCount } } }',
    );
  });

  it('drops a field below which nothing is left, and the variables only it used', () => {
    const text =
      'query Q($id: ID!, $first: Int!) { patient(id: $id) { id name { family } encounters(first: $first) { totalCount } } }';
    expect(forTier(text, schema)).toBe('query Q($id: ID!) { patient(id: $id) { id } }');
  });

  it('is nothing where no root field is left', () => {
    expect(forTier('query Q { claims { totalCount } }', schema)).toBeNull();
  });
});
