/** What a decision can speak of; a decision that names none speaks of all. */
export const CONSENT_CLASSES = ['IDENTITY', 'CLINICAL', 'CLAIM', 'CONSENT'] as const;
export type ConsentClass = (typeof CONSENT_CLASSES)[number];

/** FHIR dates or dateTimes, either end open. */
export type ConsentPeriod = Readonly<{ start: string | null; end: string | null }>;

/** A rule of a decision: whom it permits or denies what, for what, and when. An empty list stands for everything. */
export type ConsentRule = Readonly<{
  decision: 'PERMIT' | 'DENY';
  /** Members by slug, their people as `staff/<id>`. */
  actors: readonly string[];
  classes: readonly ConsentClass[];
  /** HL7 v3 PurposeOfUse. */
  purposes: readonly string[];
  /** When the rule holds. */
  period: ConsentPeriod | null;
  /** When the data is of. */
  dataPeriod: ConsentPeriod | null;
}>;

/**
 * What a person decides: a base rule and one level of exceptions (FHIR R4 Consent, IHE PCF). What an exception leaves open
 * is as in the base rule.
 */
export type ConsentTerms = ConsentRule &
  Readonly<{
    v: 1;
    /** Record id of the person whose records it is about. */
    patient: string;
    exceptions: readonly ConsentRule[];
  }>;

type Open<Rule> = Pick<ConsentRule, 'decision'> & { readonly [Key in keyof Rule]?: Rule[Key] | null };

/** A rule as somebody states it: what they leave out is open. */
export type StatedRule = Open<ConsentRule>;
export type StatedTerms = Open<Omit<ConsentTerms, 'v' | 'exceptions' | 'patient'>> & {
  readonly patient: string;
  readonly exceptions?: readonly StatedRule[] | null;
};

const periodOf = (period: ConsentPeriod | null | undefined): ConsentPeriod | null =>
  period == null ? null : { start: period.start ?? null, end: period.end ?? null };

const ruleOf = ({ decision, actors, classes, purposes, period, dataPeriod }: StatedRule): ConsentRule => ({
  ...{ decision, actors: actors ?? [], classes: classes ?? [], purposes: purposes ?? [] },
  ...{ period: periodOf(period), dataPeriod: periodOf(dataPeriod) },
});

/** The whole of what was stated, in the one form that is signed: every member there. */
export const termsOf = (stated: StatedTerms): ConsentTerms => ({
  ...ruleOf(stated),
  v: 1,
  patient: stated.patient,
  exceptions: (stated.exceptions ?? []).map(ruleOf),
});
