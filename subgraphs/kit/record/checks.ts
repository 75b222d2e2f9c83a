import type { Builder } from '../schema/builder.ts';
import { INTEGRITY } from './committed-type.ts';
import { addFieldChange } from './field-history.ts';

/** Types that every record type's checks answer with, one set a builder. */
export const addChecks = (builder: Builder) => ({
  Integrity: builder.enumType('Integrity', { values: INTEGRITY }),
  FieldChange: addFieldChange(builder),
});

export type Checks = ReturnType<typeof addChecks>;
