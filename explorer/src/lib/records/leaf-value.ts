import type { Cursor } from '../shape/cursor.ts';
import type { Words } from '../words/words.ts';
import { READERS } from './leaf-readers.ts';
import type { Component, Measured, ReferenceRange, Result } from './measured.ts';
import type { Provision } from './provision.ts';
import type { Reference } from './reference.ts';
import type { RecordType } from './types.ts';
import type { Adjudication, ClaimLine, ClaimStep, Coding, ImagingSeries, Money, Period } from './values.ts';

/** A field's value by what it is, so that a page can draw it: from the graph or from a proof, which agree. */
export type LeafValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  | { readonly kind: 'word'; readonly among: WordSet; readonly code: string }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'period'; readonly period: Period }
  | { readonly kind: 'money'; readonly money: Money }
  | { readonly kind: 'codings'; readonly codings: readonly Coding[] }
  | { readonly kind: 'records'; readonly type: RecordType; readonly records: readonly Reference[] }
  | { readonly kind: 'party'; readonly party: Reference }
  | { readonly kind: 'lines'; readonly lines: readonly ClaimLine[] }
  | { readonly kind: 'adjudications'; readonly adjudications: readonly Adjudication[] }
  | { readonly kind: 'history'; readonly steps: readonly ClaimStep[] }
  | { readonly kind: 'measured'; readonly measured: Measured }
  | { readonly kind: 'ranges'; readonly ranges: readonly ReferenceRange[] }
  | { readonly kind: 'components'; readonly components: readonly Component[] }
  | { readonly kind: 'results'; readonly results: readonly Result[] }
  | { readonly kind: 'series'; readonly series: readonly ImagingSeries[] }
  | { readonly kind: 'provisions'; readonly provisions: readonly Provision[] }
  | { readonly kind: 'json'; readonly text: string };

export type WordSet = 'sexes' | Exclude<keyof Words['fields'], 'names' | 'namesOf'>;

/** What a field's value is. One of an unknown shape is shown as the JSON it is: a proof may come from a newer schema. */
export function leafValue(type: string, name: string, at: Cursor): LeafValue {
  if (at.value === null || at.value === undefined) return { kind: 'none' };
  const read = READERS[`${type}.${name}`] ?? READERS[name];
  try {
    if (read) return read(at);
  } catch {
    // Falls through to JSON.
  }
  return { kind: 'json', text: JSON.stringify(at.value, null, 2) };
}
