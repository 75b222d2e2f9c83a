import { TIERS } from '../../caller/caller.ts';
import { anyRole, staff } from '../admit.ts';
import { policy } from '../policy.ts';

export const LEDGER = [
  policy({
    id: 'open',
    title: 'Open to everyone',
    why: 'How the network is made, who its members are and what the rules say holds no one’s data.',
    resources: [],
    admits: TIERS.map((tier) => anyRole(tier)),
  }),
  policy({
    id: 'ledger.open',
    title: 'The ledger’s transactions, from outside',
    why: 'Id, block, time, validation and function let members and persons follow an anchor; they hold commitments only.',
    resources: [],
    admits: [
      anyRole('hospital'),
      anyRole('payer'),
      anyRole('regulator'),
      { tier: 'patient', roles: [], purposes: ['PATRQT'], relations: ['ownRecord'] },
    ],
  }),
  policy({
    id: 'ledger.content',
    title: 'What a transaction says',
    why: 'Arguments, read-write sets and creators show a member’s business: they are for that member and for the regulator.',
    resources: [],
    admits: [
      staff('auditor', ['HCOMPL']),
      anyRole('hospital', ['ownOrganization']),
      anyRole('payer', ['ownOrganization']),
    ],
  }),
  policy({
    id: 'report.run',
    title: 'Run a statistical report',
    why: 'Analysts and regulators work on one suppressed cube; no report shows a row of a person.',
    resources: [],
    admits: [
      staff('analyst', ['HOPERAT', 'HRESCH'], ['ownOrganization']),
      staff('auditor', ['HCOMPL', 'PUBHLTH']),
    ],
  }),
] as const;
