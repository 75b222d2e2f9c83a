import type fhir4 from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { mapConsent } from '../fhir/consent.ts';
import { Element } from '../fhir/element.ts';
import { isObject, parseSource } from '../json/source-json.ts';
import { type Provision, provisionRows } from './provision-rows.ts';

type Rule = fhir4.ConsentProvision;
const coded = (...codes: string[]) => codes.map((code) => ({ code }));
const TPO = coded('TREAT', 'HPAYMT', 'HOPERAT');
const permit = (rule: Rule = {}): Rule => ({ type: 'permit', purpose: TPO, ...rule });
const deny = (rule: Rule = {}): Rule => ({ type: 'deny', ...rule });
const label = (...codes: string[]): Rule => ({ securityLabel: coded(...codes) });
const actor = (reference: string): Rule => ({
  actor: [{ role: { coding: coded('IRCP') }, reference: { reference } }],
});
const data = (meaning: NonNullable<Rule['data']>[number]['meaning'], reference: string): Rule => ({
  data: [{ meaning, reference: { reference } }],
});
const OF_2022 = { dataPeriod: { start: '2022-01-01', end: '2022-12-31' } };
const [DOCTOR, BREAKERS] = [actor('Practitioner/ex-practitioner'), actor('Group/ex-privilegedUsers')];
const NOTHING: readonly string[] = [];

/** Whom their ids stand for here: a member, a person. */
const KNOWN: Readonly<Record<string, string>> = {
  'ex-organization': 'lakeside',
  'ex-practitioner': 'doctor',
};

function told(base: Rule): readonly string[] {
  const resource = { ...FRAME, provision: base };
  const source = parseSource(Buffer.from(JSON.stringify(resource)));
  if (!isObject(source)) throw new Error('a resource is an object');
  const { payload } = mapConsent(Element.resource<fhir4.Consent>(source, 'Consent'));
  const provisions = payload.provisions.map(
    ({ actors, ...provision }): Provision => ({
      ...provision,
      actors: actors.map(
        ({ organization, practitioner }) => KNOWN[organization || practitioner || ''] ?? null,
      ),
    }),
  );
  return provisionRows(provisions, payload.content.date_time).map((row) =>
    [
      row.permit ? 'permit' : 'deny',
      row.actor ?? 'everyone',
      row.purpose ?? 'any',
      ...(row.data_from instanceof Date ? [`data from ${row.data_from.toISOString().slice(0, 10)}`] : []),
      ...(row.valid_to instanceof Date ? [`until ${row.valid_to.toISOString().slice(0, 10)}`] : []),
    ].join(' '),
  );
}

const FRAME = {
  ...{ resourceType: 'Consent', status: 'active', dateTime: '2022-06-13' },
  scope: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
  },
  category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
  patient: { reference: 'Patient/ex-patient' },
  organization: [{ reference: 'Organization/ex-organization' }],
};

/**
 * The examples of IHE Privacy Consent on FHIR by their names (github.com/IHE/ITI.PCF at 3fefea1, input/fsh/consent.fsh; CC BY 4.0).
 * Theirs permit by a policy that a consent accepts; a permit here opens to whom it names, so that those without actors add
 * nothing to what treating organizations may see by the base rule, and are tried a second time as a permit for the organization.
 */
const EXAMPLES: readonly [name: string, base: Rule, rows: readonly string[]][] = [
  ['basic-treat', permit(), NOTHING],
  ['basic-treat-infant', permit(), NOTHING],
  ['basic-ink', permit(), NOTHING],
  ['expired-treat', permit({ period: { end: '2022-12-31' } }), NOTHING],
  [
    'basic-reject',
    deny({ purpose: TPO }),
    ['deny everyone TREAT', 'deny everyone HPAYMT', 'deny everyone HOPERAT'],
  ],
  ['basic-research', permit({ purpose: coded('HRESCH') }), NOTHING],
  ['intermediate-timeframe', permit(OF_2022), NOTHING],
  [
    'intermediate-not-timeframe',
    permit({ provision: [deny(OF_2022)] }),
    ['deny everyone any data from 2022-01-01'],
  ],
  ['intermediate-authoredby', permit(data('authoredby', 'Practitioner/ex-practitioner')), NOTHING],
  [
    'intermediate-not-authoredby',
    permit({ provision: [deny(data('authoredby', 'Practitioner/ex-practitioner'))] }),
    ['deny everyone any'],
  ],
  ['intermediate-encounter', permit(data('related', 'Encounter/ex-encounter')), NOTHING],
  [
    'intermediate-not-encounter',
    permit({ provision: [deny(data('related', 'Encounter/ex-encounter'))] }),
    ['deny everyone any'],
  ],
  ['intermediate-data', permit(data('instance', 'Observation/ex-weight')), NOTHING],
  [
    'intermediate-not-data',
    permit({ provision: [deny(data('instance', 'Observation/ex-alcoholUse'))] }),
    ['deny everyone any'],
  ],
  [
    'intermediate-purpose',
    permit({ purpose: coded('FooBar'), ...actor('Organization/ex-org-researcher') }),
    NOTHING,
  ],
  [
    'dissent-intermediate-break-glass',
    deny({ provision: [permit({ purpose: coded('BTG'), ...BREAKERS })] }),
    ['deny everyone any'],
  ],
  ['advanced-normal', permit(label('N')), NOTHING],
  ['advanced-normal-restricted', permit(label('N', 'R')), NOTHING],
  [
    'advanced-normal-not-restricted',
    permit({ ...label('N'), provision: [deny(label('R'))] }),
    ['deny everyone any'],
  ],
  [
    'advanced-normal-focused-restricted',
    permit({ ...label('N'), provision: [permit({ ...label('R'), ...DOCTOR })] }),
    NOTHING,
  ],
  [
    'advanced-normal-focused-psy',
    permit({ ...label('N'), provision: [permit({ ...label('PSY'), ...DOCTOR })] }),
    NOTHING,
  ],
  [
    'advanced-normal-focused-psy-or-sdv',
    permit({ ...label('N'), provision: [permit({ ...label('PSY', 'SDV'), ...DOCTOR })] }),
    NOTHING,
  ],
  [
    'advanced-normal-break-glass-restricted',
    permit({ ...label('N'), provision: [permit({ purpose: coded('BTG'), ...label('R'), ...BREAKERS })] }),
    NOTHING,
  ],
];

describe('the examples of IHE Privacy Consent on FHIR', () => {
  it.each(EXAMPLES)('%s opens nothing beyond its words', (_, base, rows) => expect(told(base)).toEqual(rows));

  it.each<[string, Rule, readonly string[]]>([
    ['basic-treat', {}, ['permit lakeside TREAT', 'permit lakeside HPAYMT', 'permit lakeside HOPERAT']],
    [
      'expired-treat',
      { purpose: coded('TREAT'), period: { end: '2022-12-31' } },
      ['permit lakeside TREAT until 2022-12-31'],
    ],
    [
      'intermediate-timeframe',
      { purpose: coded('TREAT'), ...OF_2022 },
      ['permit lakeside TREAT data from 2022-01-01'],
    ],
    [
      'intermediate-not-timeframe',
      { purpose: coded('TREAT'), provision: [deny({ ...OF_2022, ...DOCTOR })] },
      ['permit lakeside TREAT', 'deny doctor any data from 2022-01-01'],
    ],
  ])('%s for the organization', (_, rule, rows) =>
    expect(told(permit({ ...actor('Organization/ex-organization'), ...rule }))).toEqual(rows),
  );
});
