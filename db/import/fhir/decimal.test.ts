import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Pool } from '../../index.ts';
import { startTestDatabase, type TestDatabase } from '../../testing/index.ts';
import { decimalText } from './decimal.ts';

let database: TestDatabase;
let sql: Pool;

beforeAll(async () => {
  database = await startTestDatabase();
  sql = connect(database.admin);
});
afterAll(async () => {
  await sql.end();
  await database.stop();
});

/** JSON numbers of every form, within the digits that are kept. */
const numbers = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.stringMatching(/^(0|[1-9][0-9]{0,11})$/),
    fc.stringMatching(/^(\.[0-9]{1,8})?$/),
    fc.option(fc.integer({ min: -12, max: 12 }), { nil: null }),
    fc.constantFrom('e', 'E'),
  )
  .map(([sign, whole, fraction, exponent, letter]) =>
    exponent === null ? `${sign}${whole}${fraction}` : `${sign}${whole}${fraction}${letter}${exponent}`,
  );

describe('the text of a decimal', () => {
  it.each([
    ['1.10', '1.10'],
    ['125', '125'],
    ['0', '0'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['-1.50', '-1.50'],
    ['1.10e1', '11.0'],
    ['1e3', '1000'],
    ['5e-3', '0.005'],
    ['112.41600000000001', '112.41600000000001'],
  ])('of %s is %s', (source, text) => expect(decimalText(source)).toBe(text));

  it.each(['1e400', '1e-400', `1${'0'.repeat(50)}`, '1e99999', `0.${'0'.repeat(60)}1`])(
    'of %s is more than is kept',
    (source) => expect(decimalText(source)).toBeNull(),
  );

  it('is what PostgreSQL gives back for it, so that a row says what was committed', async () => {
    const samples = fc.sample(numbers, 500);
    const rows = await sql<{ source: string; held: string }[]>`
      select source, source::numeric::text as held from unnest(${samples}::text[]) as source`;
    for (const { source, held } of rows) expect([source, decimalText(source)]).toEqual([source, held]);
  });

  it('comes back unchanged when it is stored and read', async () => {
    const texts = fc.sample(numbers, 500).map((source) => decimalText(source) ?? '');
    const rows = await sql<{ text: string; held: string }[]>`
      select text, text::numeric::text as held from unnest(${texts}::text[]) as text`;
    for (const { text, held } of rows) expect(held).toBe(text);
  });
});
