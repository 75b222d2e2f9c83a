import { KEY_HOLDERS } from '@caretrail/db/decisions';
import type { Builder } from '@caretrail/kit';
import { CONSENT_CLASSES } from '@caretrail/proof/consent';
import type { Decision as DecisionEnum } from '../consent-values.ts';

/** What people state when they decide. A list that is left out or empty stands for everything. */
export function addConsentInputs(builder: Builder, Decision: DecisionEnum) {
  const ConsentClass = builder.enumType('ConsentClass', {
    description: 'Name, contact and the like; what care recorded; claims and coverage; decisions themselves.',
    values: CONSENT_CLASSES,
  });
  const Period = builder.inputType('PeriodInput', {
    description: 'Both ends included; either may be open.',
    fields: (t) => ({ start: t.string(), end: t.string() }),
  });
  const rule = (t: PothosSchemaTypes.InputFieldBuilder<Builder['$inferSchemaTypes'], 'InputObject'>) => ({
    decision: t.field({ type: Decision, required: true }),
    actors: t.stringList({ description: 'Members by slug, their people as staff/<id>.' }),
    classes: t.field({ type: [ConsentClass] }),
    purposes: t.stringList({
      description: 'HL7 v3 PurposeOfUse, such as TREAT. A deny of ETREAT holds in an emergency too.',
    }),
    period: t.field({ type: Period, description: 'When the rule holds: YYYY-MM-DD or an instant.' }),
    dataPeriod: t.field({ type: Period, description: 'When the data is of.' }),
  });
  const Rule = builder.inputType('ConsentRuleInput', { fields: rule });
  const Terms = builder.inputType('ConsentTermsInput', {
    description:
      'A base rule and one level of exceptions. What an exception leaves open is as in the base rule.',
    fields: (t) => ({
      patient: t.id({ required: true }),
      ...rule(t),
      exceptions: t.field({ type: [Rule] }),
    }),
  });
  const signed = {
    required: true,
    description: 'JWS in compact serialization: docs/contracts.md, "Statements".',
  } as const;
  return {
    Preview: builder.inputType('PreviewConsentInput', {
      fields: (t) => ({ terms: t.field({ type: Terms, required: true }) }),
    }),
    Grant: builder.inputType('GrantConsentInput', {
      fields: (t) => ({
        consent: t.id({
          required: true,
          description: '32 hex digits made for this decision. Sent again, it is one decision.',
        }),
        salt: t.string({ required: true, description: '64 hex digits, random.' }),
        terms: t.field({ type: Terms, required: true }),
        statement: t.string(signed),
      }),
    }),
    Amend: builder.inputType('AmendConsentInput', {
      fields: (t) => ({
        consent: t.id({ required: true, description: '32 hex digits made for the new decision.' }),
        amends: t.id({
          required: true,
          description: 'Id on the ledger of the decision whose place it takes.',
        }),
        salt: t.string({ required: true }),
        terms: t.field({ type: Terms, required: true }),
        statement: t.string(signed),
      }),
    }),
    Revoke: builder.inputType('RevokeConsentInput', {
      fields: (t) => ({
        patient: t.id({ required: true }),
        consent: t.id({ required: true, description: 'Id on the ledger.' }),
        statement: t.string(signed),
      }),
    }),
    ConsentClass,
  };
}

export function addKeyInputs(builder: Builder) {
  const Holder = builder.enumType('KeyHolder', {
    description:
      'PERSON: nobody else has the private part. DEPLOYMENT: it lies in this deployment’s home, as the demo’s do.',
    values: KEY_HOLDERS,
  });
  const Jwk = builder.inputType('PublicKeyInput', {
    description: 'A public P-256 key (RFC 7518, 6.2.1).',
    fields: (t) => ({ x: t.string({ required: true }), y: t.string({ required: true }) }),
  });
  const signed = {
    required: true,
    description: 'JWS by the key itself: docs/contracts.md, "Statements".',
  } as const;
  return {
    Holder,
    Register: builder.inputType('RegisterKeyInput', {
      fields: (t) => ({
        patient: t.id({ required: true }),
        subject: t.id({
          required: true,
          description: '32 hex digits: the person on the ledger, used for nothing else.',
        }),
        key: t.field({ type: Jwk, required: true }),
        holder: t.field({ type: Holder, defaultValue: 'PERSON' }),
        statement: t.string(signed),
      }),
    }),
    Replace: builder.inputType('ReplaceKeyInput', {
      fields: (t) => ({
        patient: t.id({ required: true }),
        key: t.field({ type: Jwk, required: true }),
        holder: t.field({ type: Holder, defaultValue: 'PERSON' }),
        replaces: t.id({ required: true, description: 'Thumbprint of the key that gives way.' }),
        possession: t.string({ required: true, description: 'JWS by the new key.' }),
        agreement: t.string({ required: true, description: 'JWS by the old key.' }),
      }),
    }),
    Retire: builder.inputType('RetireKeyInput', {
      fields: (t) => ({
        patient: t.id({ required: true }),
        thumbprint: t.id({ required: true }),
        statement: t.string(signed),
      }),
    }),
  };
}
