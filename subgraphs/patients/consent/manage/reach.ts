import type { ConsentClass } from '@caretrail/proof/consent';

/** A row of `access.consent`, as far as its reach depends on it; times in milliseconds. */
export interface Rule {
  readonly permit: boolean;
  readonly actor: string | null;
  readonly excepted: readonly string[] | null;
  readonly dataClass: string | null;
  readonly purpose: string | null;
  readonly denyEmergency: boolean;
  readonly dataFrom: number | null;
  readonly dataTo: number | null;
}

/** Records of one class, month and label. */
export interface Counted {
  readonly class: ConsentClass;
  /** YYYY-MM; null for what is of no time. */
  readonly month: string | null;
  /** Labelled R or V. */
  readonly sensitive: boolean;
  readonly count: number;
}

/** What a decision opens to, or closes for, one actor in one class. */
export interface Reach {
  readonly decision: 'PERMIT' | 'DENY';
  /** Null: everyone. */
  readonly actor: string | null;
  readonly class: ConsentClass;
  /** Empty: any. */
  readonly purposes: readonly string[];
  readonly records: number;
  readonly sensitive: number;
  /** Of a deny: whether an emergency access gets past it. */
  readonly emergency: boolean;
}

const first = (month: string): number => Date.parse(`${month}-01T00:00:00.000Z`);
function last(month: string): number {
  const next = new Date(first(month));
  next.setUTCMonth(next.getUTCMonth() + 1);
  return next.getTime() - 1;
}

const about = (rule: Rule, name: ConsentClass): boolean =>
  rule.dataClass === null || rule.dataClass === name.toLowerCase();

/** A person is no event: what is of no time lies in no bounded period but is their own, and a permit shows the person. */
function covers({ dataFrom, dataTo }: Rule, { month, class: name }: Counted): boolean {
  if (dataFrom === null && dataTo === null) return true;
  if (month === null) return name === 'IDENTITY';
  return (dataFrom === null || dataFrom <= first(month)) && (dataTo === null || dataTo >= last(month));
}

function touches({ dataFrom, dataTo }: Rule, { month, class: name }: Counted): boolean {
  if (dataFrom === null && dataTo === null) return true;
  if (month === null) return name !== 'IDENTITY';
  return (dataFrom === null || dataFrom <= last(month)) && (dataTo === null || dataTo >= first(month));
}

/** Whether a deny speaks of an actor under a permit's purpose. */
const against = (deny: Rule, { actor, purpose }: Rule): boolean =>
  (deny.actor === actor || (deny.actor === null && !deny.excepted?.includes(actor ?? ''))) &&
  (deny.purpose === null || purpose === null || deny.purpose === purpose);

/** By month, as whoever may not read exact times is judged: whoever may, sees no less. */
export function reachOf(
  classes: readonly ConsentClass[],
  rules: readonly Rule[],
  others: readonly Rule[],
  records: readonly Counted[],
): readonly Reach[] {
  const denies = [...rules, ...others].filter(({ permit }) => !permit);
  const actors = [
    ...new Set(rules.map(({ permit, actor }) => `${permit ? 'PERMIT' : 'DENY'} ${actor ?? ''}`)),
  ];
  return actors.flatMap((key) =>
    classes.flatMap((name): Reach[] => {
      const concerned = rules.filter(
        (rule) => key === `${rule.permit ? 'PERMIT' : 'DENY'} ${rule.actor ?? ''}` && about(rule, name),
      );
      const [one] = concerned;
      if (!one) return [];
      const reached = records.filter(
        (record) =>
          record.class === name &&
          concerned.some((rule) =>
            rule.permit
              ? covers(rule, record) &&
                !denies.some((deny) => about(deny, name) && against(deny, rule) && touches(deny, record))
              : touches(rule, record),
          ),
      );
      const sum = (some: readonly Counted[]) => some.reduce((total, { count }) => total + count, 0);
      const purposes = concerned.map(({ purpose }) => purpose);
      return [
        {
          ...{ decision: one.permit ? 'PERMIT' : 'DENY', actor: one.actor, class: name },
          purposes: purposes.includes(null) ? [] : [...new Set(purposes.filter((code) => code !== null))],
          ...{ records: sum(reached), sensitive: sum(reached.filter(({ sensitive }) => sensitive)) },
          emergency: !one.permit && !concerned.some(({ denyEmergency }) => denyEmergency),
        },
      ];
    }),
  );
}
