import { describe, expect, it } from 'vitest';
import { asking, askingAt, fieldsNamed } from './insert.ts';
import type { Field, Schema, Type } from './schema.ts';

const field = (name: string, inner: string, args: Field['args'] = []): Field => ({
  ...{ name, inner, args, type: inner, description: null, required: false },
});
const id = { ...{ name: 'id', inner: 'ID', type: 'ID!', description: null, required: true } };
const object = (name: string, ...fields: readonly Field[]): [string, Type] => [
  name,
  {
    ...{ name, kind: 'OBJECT', description: null, inputs: new Map(), values: [] },
    fields: new Map(fields.map((one) => [one.name, one])),
  },
];
const patient = field('patient', 'Patient', [id]);
const patients = field('patients', 'PatientConnection');
const name = field('name', 'HumanName');
const schema: Schema = new Map([
  object('Query', patient, patients),
  object('PatientConnection', field('totalCount', 'Int'), field('nodes', 'Patient')),
  object('Patient', field('id', 'ID'), name),
  object('HumanName', field('family', 'String')),
]);

describe('a field that is chosen from the schema', () => {
  it('comes with the arguments it must have, and a first selection', () => {
    expect(asking(patient, schema)).toBe('patient(id: ) { id }');
    expect(asking(patients, schema)).toBe('patients { nodes { id } }');
    expect(asking(name, schema)).toBe('name { family }');
    expect(asking(field('family', 'String'), schema)).toBe('family');
  });

  it('comes with all that is around it where nothing is written yet', () =>
    expect(
      askingAt([patients, field('nodes', 'Patient')], name, schema)
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe('{ patients { nodes { name { family } } } }'));

  it('is found by part of its name, or by its type', () => {
    expect(fieldsNamed('AM', schema).map(({ type, field: { name: found } }) => `${type}.${found}`)).toEqual([
      'Patient.name',
      'HumanName.family',
    ]);
    expect(fieldsNamed('patient.i', schema)).toHaveLength(1);
  });
});
