import type { Address, ContactPoint, HumanName, Identifier } from '@caretrail/db/records';
import { addChecks, addCoding, addPeriod, type Builder } from '@caretrail/kit';

/** Embedded FHIR data types of this subgraph: they exist where a field that returns them does. */
export function addValues(builder: Builder) {
  const embedded = { embedded: true } as const;
  const Coding = addCoding(builder);
  const Period = addPeriod(builder);
  return {
    ...{ Coding, Period },
    checks: addChecks(builder),
    Sex: builder.enumType('AdministrativeGender', {
      values: ['MALE', 'FEMALE', 'OTHER', 'UNKNOWN'] as const,
    }),
    HumanName: builder.objectRef<HumanName>('HumanName').implement({
      ...embedded,
      fields: (t) => ({
        use: t.exposeString('use'),
        family: t.exposeString('family'),
        given: t.stringList({ resolve: ({ given }) => [...given] }),
        prefix: t.stringList({ resolve: ({ prefix }) => [...prefix] }),
        suffix: t.stringList({ resolve: ({ suffix }) => [...suffix] }),
        text: t.exposeString('text'),
      }),
    }),
    Identifier: builder.objectRef<Identifier>('Identifier').implement({
      ...embedded,
      fields: (t) => ({
        system: t.exposeString('system'),
        value: t.exposeString('value'),
        type: t.exposeString('type'),
      }),
    }),
    ContactPoint: builder.objectRef<ContactPoint>('ContactPoint').implement({
      ...embedded,
      fields: (t) => ({
        system: t.exposeString('system'),
        value: t.exposeString('value'),
        use: t.exposeString('use'),
      }),
    }),
    Address: builder.objectRef<Address>('Address').implement({
      ...embedded,
      fields: (t) => ({
        lines: t.stringList({ resolve: ({ lines }) => [...lines] }),
        city: t.exposeString('city'),
        state: t.exposeString('state'),
        postalCode: t.exposeString('postalCode'),
        country: t.exposeString('country'),
      }),
    }),
  };
}

export type Values = ReturnType<typeof addValues>;
