import { type Adjudication, CLAIM_STATES, type ClaimLine, type ClaimStep } from '@caretrail/db/records';
import { addChecks, addCoding, addMoney, addPeriod, type Builder } from '@caretrail/kit';

/** Embedded types of this subgraph: they exist where a field that returns them does. */
export function addValues(builder: Builder) {
  const Coding = addCoding(builder);
  const Money = addMoney(builder);
  const ClaimState = builder.enumType('ClaimState', { values: CLAIM_STATES });
  return {
    Coding,
    Money,
    ClaimState,
    Period: addPeriod(builder),
    checks: addChecks(builder),
    ClaimLine: builder.objectRef<ClaimLine>('ClaimLine').implement({
      embedded: true,
      fields: (t) => ({
        sequence: t.exposeInt('sequence'),
        product: t.expose('product', { type: Coding }),
        net: t.expose('net', { type: Money }),
      }),
    }),
    Adjudication: builder.objectRef<Adjudication>('Adjudication').implement({
      embedded: true,
      fields: (t) => ({
        line: t.exposeInt('line', { description: 'Sequence of the claim line; null for the whole claim.' }),
        category: t.expose('category', { type: Coding }),
        amount: t.expose('amount', { type: Money }),
      }),
    }),
    ClaimStep: builder.objectRef<ClaimStep>('ClaimStep').implement({
      embedded: true,
      fields: (t) => ({
        number: t.exposeInt('number'),
        activity: t.exposeString('activity'),
        at: t.expose('at', { type: 'DateTime' }),
        state: t.expose('state', { type: ClaimState }),
      }),
    }),
  };
}

export type Values = ReturnType<typeof addValues>;
