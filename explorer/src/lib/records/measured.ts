import { listOrNone, object, orNull, text } from '../shape/read.ts';
import { shown } from '../shape/shown.ts';
import { CODING, coding } from './values.ts';

/** What is measured and what it is compared with, as the graph returns it. */

const QUANTITY = '{ value comparator unit system code }';
/** Selection that {@link measured} reads. */
export const MEASURED = `{ quantity ${QUANTITY} coding ${CODING} text }`;
/** Selection that {@link range} reads. */
export const RANGE = `{ low ${QUANTITY} high ${QUANTITY} text }`;

const quantity = object({
  value: orNull(text),
  comparator: orNull(text),
  unit: orNull(text),
  code: orNull(text),
});
export const measured = object({ quantity: orNull(quantity), coding: orNull(coding), text: orNull(text) });
export const range = object({ low: orNull(quantity), high: orNull(quantity), text: orNull(text) });
export const component = object({ code: orNull(coding), value: orNull(measured) });

export type Quantity = ReturnType<typeof quantity>;
export type Measured = ReturnType<typeof measured>;
export type ReferenceRange = ReturnType<typeof range>;
export type Component = ReturnType<typeof component>;

/** A laboratory result in a table; which of its values the reader has can differ from row to row. */
export const result = object({
  id: text,
  month: orNull(text),
  effective: shown(text),
  code: shown(coding),
  value: shown(measured),
  interpretation: shown(coding),
  referenceRanges: shown(listOrNone(range)),
});
export type Result = ReturnType<typeof result>;

/** Selection that {@link result} reads. */
export const RESULT = `{ id month effective code ${CODING} value ${MEASURED} interpretation ${CODING} referenceRanges ${RANGE} }`;
