import type { Builder } from './builder.ts';

/** Embedded FHIR data types that several subgraphs share; every subgraph that uses one defines it alike. */
export interface CodingValue {
  readonly system: string | null;
  readonly code: string | null;
  readonly display: string | null;
}
export interface PeriodValue {
  readonly start: string | null;
  readonly end: string | null;
}
export interface MoneyValue {
  readonly value: string;
  readonly currency: string;
}

export const addCoding = (builder: Builder) =>
  builder.objectRef<CodingValue>('Coding').implement({
    embedded: true,
    shareable: true,
    fields: (t) => ({
      system: t.exposeString('system'),
      code: t.exposeString('code'),
      display: t.exposeString('display'),
    }),
  });

export const addPeriod = (builder: Builder) =>
  builder.objectRef<PeriodValue>('Period').implement({
    embedded: true,
    shareable: true,
    fields: (t) => ({
      start: t.expose('start', { type: 'DateTime' }),
      end: t.expose('end', { type: 'DateTime' }),
    }),
  });

export const addMoney = (builder: Builder) =>
  builder.objectRef<MoneyValue>('Money').implement({
    embedded: true,
    shareable: true,
    fields: (t) => ({
      value: t.expose('value', { type: 'Decimal', nullable: false }),
      currency: t.exposeString('currency', { nullable: false }),
    }),
  });
