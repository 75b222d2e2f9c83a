import { CODING, code, concept, MONEY, money, NAMED, PERIOD, period, reference } from './datatypes.ts';
import type { ExportedType } from './exported-type.ts';
import type { Node } from './node.ts';

const SEE = 'claim.see';

const coverage: ExportedType = {
  ...{ type: 'Coverage', access: SEE, list: 'coverages' },
  fields: `status type ${CODING} period ${PERIOD} subscriberId relationship classes { type value name } insurer ${NAMED}`,
  resource: (node, patient) => ({
    ...{ status: node.text('status'), type: concept(node.node('type')) },
    ...{ beneficiary: reference('Patient', patient), subscriberId: node.text('subscriberId') },
    ...{ relationship: code(node.text('relationship')), period: period(node.node('period')) },
    payor: [reference('Organization', node.node('insurer'))],
    class: node.nodes('classes').map((group) => ({
      ...{ type: code(group.text('type')), value: group.text('value'), name: group.text('name') },
    })),
  }),
};

/** What both resources of a claim begin with. */
const parties = (node: Node, patient: string): object => ({
  ...{ status: 'active', use: node.text('use'), type: concept(node.node('type')) },
  patient: reference('Patient', patient),
  provider: reference('Organization', node.node('provider')),
  insurer: reference('Organization', node.node('insurer')),
  insurance: [{ sequence: 1, focal: true, coverage: { display: node.node('insurer')?.text('name') } }],
});
const PARTIES = `use state type ${CODING} provider ${NAMED} insurer ${NAMED}`;

const claim: ExportedType = {
  ...{ type: 'Claim', access: SEE, list: 'claims' },
  fields: `${PARTIES} encounter { id } total ${MONEY} created billablePeriod ${PERIOD}
    lines { sequence product ${CODING} net ${MONEY} } diagnoses ${CODING}`,
  resource(node, patient) {
    const encounter = [reference('Encounter', node.node('encounter'))];
    return {
      ...parties(node, patient),
      ...{ created: node.text('created'), billablePeriod: period(node.node('billablePeriod')) },
      priority: { coding: [{ code: 'normal' }] },
      diagnosis: node.nodes('diagnoses').map((diagnosis, at) => ({
        sequence: at + 1,
        diagnosisCodeableConcept: concept(diagnosis),
      })),
      item: node.nodes('lines').map((line) => ({
        ...{ sequence: line.integer('sequence'), productOrService: concept(line.node('product')) },
        ...{ net: money(line.node('net')), encounter },
      })),
      total: money(node.node('total')),
    };
  },
};

const adjudication = (of: Node): object => ({
  category: concept(of.node('category')),
  amount: money(of.node('amount')),
});

/** The insurer's answer, where there is one: what the records here hold as the claim's later version. */
const explanation: ExportedType = {
  ...{ type: 'ExplanationOfBenefit', access: SEE, list: 'claims' },
  fields: `${PARTIES} paid ${MONEY} adjudications { line category ${CODING} amount ${MONEY} } history { activity at }`,
  resource(node, patient) {
    if (node.text('state') === 'SUBMITTED') return undefined;
    const answered = node.nodes('history').findLast((step) => step.text('activity') === 'adjudicate');
    const all = node.nodes('adjudications');
    const lines = [...new Set(all.map((one) => one.integer('line')))].filter((one) => one !== undefined);
    return {
      ...parties(node, patient),
      ...{ created: answered?.text('at'), claim: reference('Claim', node) },
      outcome: node.text('state') === 'DENIED' ? 'error' : 'complete',
      item: lines.map((sequence) => ({
        sequence,
        adjudication: all.filter((one) => one.integer('line') === sequence).map(adjudication),
      })),
      total: all.filter((one) => one.integer('line') === undefined).map(adjudication),
      payment: { amount: money(node.node('paid')) },
    };
  },
};

export const CLAIM_TYPES: readonly ExportedType[] = [coverage, claim, explanation];
