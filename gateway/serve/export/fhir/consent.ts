import { CODING, code, concept, NAMED, PERIOD, period, reference } from './datatypes.ts';
import type { ExportedType } from './exported-type.ts';
import type { Node } from './node.ts';

function provision(of: Node): object {
  return {
    type: of.text('decision')?.toLowerCase(),
    period: period(of.node('period')),
    dataPeriod: period(of.node('dataPeriod')),
    actor: of.nodes('actors').map((actor) => ({
      role: code(actor.text('role')),
      reference:
        reference('Organization', actor.node('organization')) ??
        reference('Practitioner', actor.node('practitioner')),
    })),
    purpose: of.texts('purposes').map((one) => ({ code: one })),
    class: of.texts('classes').map((one) => ({ code: one })),
  };
}

export const consent: ExportedType = {
  ...{ type: 'Consent', access: 'consent.read', list: 'consents' },
  fields: `status scope category ${CODING} dateTime policyRule ${CODING} period ${PERIOD} organization ${NAMED}
    provisions { decision actors { role organization ${NAMED} practitioner ${NAMED} } purposes classes period ${PERIOD} dataPeriod ${PERIOD} }`,
  resource(node, patient) {
    // The base rule, and its exceptions within it.
    const [base, ...exceptions] = node.nodes('provisions').map(provision);
    return {
      ...{ status: node.text('status'), scope: code(node.text('scope')) },
      category: [concept(node.node('category'))],
      ...{ patient: reference('Patient', patient), dateTime: node.text('dateTime') },
      organization: [reference('Organization', node.node('organization'))],
      policyRule: concept(node.node('policyRule')),
      provision: base && { ...base, provision: exceptions },
    };
  },
};
