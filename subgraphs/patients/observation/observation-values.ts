import type { ObservationComponent, ObservationValue, Quantity, ReferenceRange } from '@caretrail/db/records';
import type { Builder } from '@caretrail/kit';
import type { Values } from '../values.ts';

/** What an observation measures. */
export function addObservationValues(builder: Builder, { Coding }: Values) {
  const embedded = { embedded: true } as const;
  const Measure = builder.objectRef<Quantity>('Quantity').implement({
    ...embedded,
    fields: (t) => ({
      value: t.expose('value', { type: 'Decimal' }),
      comparator: t.exposeString('comparator', { description: '<, <=, >= or > where the value is a bound.' }),
      unit: t.exposeString('unit'),
      system: t.exposeString('system'),
      code: t.exposeString('code'),
    }),
  });
  const Value = builder.objectRef<ObservationValue>('ObservationValue').implement({
    ...embedded,
    description: 'One of these is set.',
    fields: (t) => ({
      quantity: t.expose('quantity', { type: Measure }),
      coding: t.expose('coding', { type: Coding }),
      text: t.exposeString('text'),
    }),
  });
  const Component = builder.objectRef<ObservationComponent>('ObservationComponent').implement({
    ...embedded,
    fields: (t) => ({
      code: t.expose('code', { type: Coding }),
      value: t.expose('value', { type: Value }),
    }),
  });
  const Range = builder.objectRef<ReferenceRange>('ReferenceRange').implement({
    ...embedded,
    fields: (t) => ({
      low: t.expose('low', { type: Measure }),
      high: t.expose('high', { type: Measure }),
      text: t.exposeString('text'),
    }),
  });
  return { Value, Component, Range };
}
