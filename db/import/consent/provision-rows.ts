import type { ConsentProvision } from '../../records/index.ts';
import { earliestInstant, latestInstant } from '../fhir/date-time.ts';
import { coveredClasses } from './data-classes.ts';

/** A provision whose actors are known: as member slugs, or `null` for one that names nobody we can tell. */
export interface Provision extends Omit<ConsentProvision, 'actors'> {
  readonly actors: readonly (string | null)[];
  /** It speaks of less than its classes say. */
  readonly narrower: boolean;
}

/** A row of `access.consent` without the record and the person it belongs to. */
export type ProvisionRow = {
  readonly actor: string | null;
  readonly excepted: readonly string[] | null;
  readonly data_class: string | null;
  readonly purpose: string | null;
  readonly permit: boolean;
  readonly deny_emergency: boolean;
  readonly valid_from: Date | string;
  readonly valid_to: Date | string;
  readonly data_from: Date | null;
  readonly data_to: Date | null;
};

const EMERGENCY = 'ETREAT';

/**
 * What a decision permits and denies: a base rule and one level of exceptions (IHE PCF). Where it says more than can be
 * kept, it is read so that nothing opens by it: a permit of less than a class permits nothing, a deny of less denies the class, a
 * deny of somebody whom we cannot tell denies everyone. A permit that lifts all of a base deny for somebody leaves them out of it.
 *
 * @param decidedAt - from then on, where the decision names no beginning
 */
export function provisionRows(
  [base, ...exceptions]: readonly Provision[],
  decidedAt: string | null,
): readonly ProvisionRow[] {
  if (base === undefined) return [];
  const lifted = exceptions
    .filter((exception) => lifts(exception, base))
    .flatMap(({ actors }) => told(actors));
  return [
    ...rowsOf(base, base, decidedAt, lifted),
    ...exceptions.flatMap((exception) => rowsOf(exception, base, decidedAt, [])),
  ];
}

/** The members that a decision's permits name: they may read the decision. */
export function granteesOf(rows: readonly ProvisionRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ permit, actor }) => (permit && actor !== null ? [actor] : [])))];
}

const told = (actors: readonly (string | null)[]): string[] => actors.filter((actor) => actor !== null);

/** Whether a permit reaches as far as the deny it is an exception to. */
function lifts(exception: Provision, base: Provision): boolean {
  if (base.decision !== 'DENY' || exception.decision !== 'PERMIT' || exception.narrower) return false;
  if (!lasts(exception.period, base.period) || !lasts(exception.dataPeriod, base.dataPeriod)) return false;
  return reaches(exception.classes, base.classes) && reaches(exception.purposes, base.purposes);
}

/** None of its own is that of the base rule. */
const lasts = (own: Provision['period'], of: Provision['period']): boolean =>
  own === null || (own.start === of?.start && own.end === of?.end);

/** An empty list stands for everything. */
const reaches = (wide: readonly string[], narrow: readonly string[]): boolean =>
  wide.length === 0 || (narrow.length > 0 && narrow.every((one) => wide.includes(one)));

function rowsOf(
  provision: Provision,
  base: Provision,
  decidedAt: string | null,
  excepted: readonly string[],
): ProvisionRow[] {
  const permit = provision.decision === 'PERMIT';
  if (provision.decision === null || (permit && provision.narrower)) return [];
  const period = provision.period ?? base.period;
  const start = period?.start ?? decidedAt;
  const end = period?.end ?? null;
  const { dataPeriod } = provision;
  const common = {
    permit,
    deny_emergency: !permit && provision.purposes.includes(EMERGENCY),
    valid_from: start === null ? '-infinity' : earliestInstant(start),
    valid_to: end === null ? 'infinity' : latestInstant(end),
    data_from: dataPeriod?.start == null ? null : earliestInstant(dataPeriod.start),
    data_to: dataPeriod?.end == null ? null : latestInstant(dataPeriod.end),
  };
  const purposes = provision.purposes.length === 0 ? [null] : provision.purposes;
  return actorsOf(provision, permit).flatMap((actor) =>
    coveredClasses(provision.classes, permit).flatMap((data_class) =>
      purposes.map((purpose) => ({
        ...common,
        ...{ actor, data_class, purpose },
        excepted: actor === null && excepted.length > 0 ? excepted : null,
      })),
    ),
  );
}

/** A permit is for those it names; a deny that names nobody, or somebody whom we cannot tell, is for everyone. */
function actorsOf({ actors }: Provision, permit: boolean): readonly (string | null)[] {
  const known = [...new Set(told(actors))];
  return permit || (known.length > 0 && !actors.includes(null)) ? known : [null];
}
