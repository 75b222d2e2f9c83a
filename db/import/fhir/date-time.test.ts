import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earliestInstant, fhirDate, fhirDateTime } from './date-time.ts';

describe('a FHIR date', () => {
  it.each(['1956', '1956-08', '1956-08-03', '2020-02-29', '0001-01-01', '9999-12-31'])(
    '%s stays as it is',
    (text) => {
      expect(fhirDate(text)).toBe(text);
      expect(fhirDateTime(text)).toBe(text);
    },
  );

  it.each([
    '2021-02-29',
    '1900-02-29',
    '2020-13',
    '2020-00-01',
    '0000',
    '2020-1-1',
    '20200101',
    '2020-04-31',
    ' 2020',
    '',
  ])('%s does not exist', (text) => expect(fhirDate(text)).toBeNull());
});

describe('a FHIR instant', () => {
  it.each([
    ['2011-10-14T19:37:54-04:00', '2011-10-14T23:37:54.000Z'],
    ['2011-10-14T23:37:54Z', '2011-10-14T23:37:54.000Z'],
    ['2011-12-31T23:30:00-14:00', '2012-01-01T13:30:00.000Z'],
    ['2011-10-14T23:37:54.1Z', '2011-10-14T23:37:54.100Z'],
    ['2011-10-14T23:59:59.999999Z', '2011-10-14T23:59:59.999Z'],
  ])('%s is held as %s', (text, held) => expect(fhirDateTime(text)).toBe(held));

  it.each([
    '2011-10-14T24:00:00Z',
    '2011-10-14T23:60:00Z',
    '2016-12-31T23:59:60Z',
    '2011-02-30T00:00:00Z',
    '2011-10-14T23:37:54',
    '2011-10-14T23:37Z',
    '2011-10-14T23:37:54+15:00',
    '2011-10-14T23:37:54+01:60',
    '0001-01-01T00:00:00+14:00',
    '9999-12-31T23:59:59-14:00',
    '2011-10-14t23:37:54z',
  ])('%s does not exist', (text) => expect(fhirDateTime(text)).toBeNull());

  it('is the same instant in every zone', () => {
    const instants = fc.date({
      min: new Date('0002-01-01Z'),
      max: new Date('9998-12-31Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.integer({ min: -14 * 60, max: 14 * 60 }), (instant, offset) => {
        const local = new Date(instant.getTime() + offset * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(offset);
        const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(fhirDateTime(`${local}${zone}`)).toBe(instant.toISOString());
      }),
    );
  });

  it('is held in a form that stays as it is', () => {
    const instants = fc.date({
      min: new Date('0001-01-01Z'),
      max: new Date('9999-12-31Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (instant) => {
        const held = instant.toISOString();
        expect(fhirDateTime(held)).toBe(held);
        expect(earliestInstant(held).getTime()).toBe(instant.getTime());
      }),
    );
  });
});

const two = (number: number) => String(number).padStart(2, '0');
