import { GraphQLError } from 'graphql';
import type { Builder } from './builder.ts';

const DATE = /^\d{4}(-\d{2}(-\d{2}(T.*)?)?)?$/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

const outputOnly = (name: string) => (): never => {
  throw new GraphQLError(`${name} is not an input here`, { extensions: { code: 'BAD_USER_INPUT' } });
};

function text(name: string, value: unknown, form: RegExp): string {
  if (typeof value === 'string' && form.test(value)) return value;
  throw new Error(`A stored value is not a ${name}`);
}

/** RFC 3339 in UTC with milliseconds, or a FHIR dateTime that is coarser than an instant, as it was written. */
function dateTime(value: unknown): string {
  return value instanceof Date ? value.toISOString() : text('DateTime', value, DATE);
}

export function addScalars(builder: Builder): void {
  builder.scalarType('DateTime', {
    description: 'RFC 3339 in UTC with milliseconds; a coarser FHIR dateTime keeps its precision.',
    serialize: dateTime,
    parseValue: (value) => text('DateTime', value, DATE),
  });
  builder.scalarType('Date', {
    description: 'A FHIR date at its own precision: YYYY, YYYY-MM or YYYY-MM-DD.',
    serialize: (value) => text('Date', value, DATE),
    parseValue: (value) => text('Date', value, DATE),
  });
  builder.scalarType('Decimal', {
    description: 'A decimal number as a string that keeps its scale.',
    serialize: (value) => text('Decimal', value, DECIMAL),
    parseValue: (value) => text('Decimal', value, DECIMAL),
  });
  builder.scalarType('Proof', {
    description: 'A proof file, format 1, as a JSON object.',
    serialize: (value) => value,
    parseValue: outputOnly('Proof'),
  });
  builder.scalarType('JSON', {
    description: 'Any JSON value.',
    serialize: (value) => value,
    parseValue: (value) => value,
  });
}
