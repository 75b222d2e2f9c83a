import type { Coding, Sensitivity } from '../shapes.ts';
import { sensitiveCode } from './sensitive-codes.ts';
import { ACT_CODE, CONFIDENTIALITY } from './systems.ts';

/** HL7 v3 ActInformationSensitivityPolicy codes: who labels a resource with one says that it is not for everyone. */
const SENSITIVE_LABELS: ReadonlyMap<string, Sensitivity> = new Map([
  ['ETH', 'R'],
  ['SUD', 'R'],
  ['PSY', 'R'],
  ['PSYTHPN', 'V'],
  ['BH', 'R'],
  ['MH', 'R'],
  ['SEX', 'R'],
  ['STD', 'R'],
  ['GDIS', 'R'],
  ['HIV', 'V'],
  ['SDV', 'V'],
  ['SV', 'V'],
]);

const RANK: Readonly<Record<Sensitivity, number>> = { N: 0, R: 1, V: 2 };

function strictest(levels: readonly Sensitivity[]): Sensitivity {
  return levels.reduce((high, level) => (RANK[level] > RANK[high] ? level : high), 'N');
}

function labelled({ system, code }: Coding): Sensitivity | null {
  if (system === CONFIDENTIALITY) return code === 'R' || code === 'V' ? code : 'N';
  return system === ACT_CODE ? (SENSITIVE_LABELS.get(code ?? '') ?? null) : null;
}

/**
 * The sensitivity of a clinical record: the strictest of the labels of its `meta.security`; where it has none that says
 * anything, the strictest that the dated code list gives its codes; else `N`.
 * A label of less than normal (`U`, `L`, `M`) is `N`: nothing becomes more open by it.
 */
export function sensitivity(security: readonly Coding[], codes: readonly (Coding | null)[]): Sensitivity {
  const labels = security.map(labelled).filter((level) => level !== null);
  if (labels.length > 0) return strictest(labels);
  return strictest(codes.map((code) => (code === null ? 'N' : sensitiveCode(code))));
}
