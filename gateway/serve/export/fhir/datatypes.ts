import { decimal } from './json.ts';
import type { Node } from './node.ts';

/** Selections of embedded types, and the FHIR datatypes that they make. */
export const CODING = '{ system code display }';
export const MONEY = '{ value currency }';
export const PERIOD = '{ start end }';
export const QUANTITY = '{ value comparator unit system code }';
export const NAMED = '{ id name }';

export const coding = (of: Node | undefined): object | undefined =>
  of && { system: of.text('system'), code: of.text('code'), display: of.text('display') };

/** What has neither system nor code was a text alone. */
export function concept(of: Node | undefined): object | undefined {
  if (of === undefined) return undefined;
  const bare = of.text('system') === undefined && of.text('code') === undefined;
  return bare ? { text: of.text('display') } : { coding: [coding(of)] };
}

export const code = (of: string | undefined, system?: string): object | undefined =>
  of === undefined ? undefined : { coding: [{ system, code: of }] };

export const money = (of: Node | undefined): object | undefined =>
  of && { value: decimal(of.text('value')), currency: of.text('currency') };

export const period = (of: Node | undefined): object | undefined =>
  of && { start: of.text('start'), end: of.text('end') };

export const quantity = (of: Node | undefined): object | undefined =>
  of && {
    ...{ value: decimal(of.text('value')), comparator: of.text('comparator'), unit: of.text('unit') },
    ...{ system: of.text('system'), code: of.text('code') },
  };

export const reference = (type: string, of: Node | string | undefined): object | undefined => {
  if (of === undefined) return undefined;
  const [id, display] = typeof of === 'string' ? [of, undefined] : [of.text('id'), of.text('name')];
  return id === undefined ? undefined : { reference: `${type}/${id}`, display };
};

/** The label of a record, as FHIR marks it. */
export const meta = (of: Node): object => ({
  security: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
      code: of.text('sensitivity'),
    },
  ].filter((label) => label.code !== undefined),
});
