import type { IconName } from '#lib/components/Icon/index.ts';
import { recordPath } from '#lib/navigation/paths.ts';
import { session } from '#lib/session/session.svelte.ts';
import { language } from '#lib/words/language.svelte.ts';
import { goto } from '$app/navigation';
import type { Entry } from './entry.ts';
import { find, isId, type Match } from './find.ts';

/** Milliseconds of quiet before the hub is asked. */
const QUIET = 200;

/** What the hub knows of the text typed so far. */
type Found = 'nothing asked' | 'searching' | 'failed' | readonly Match[];

const ICONS: Readonly<Record<Match['type'], IconName>> = {
  Patient: 'patient',
  Encounter: 'visit',
  Condition: 'file',
  Observation: 'file',
  DiagnosticReport: 'file',
  ImagingStudy: 'eye',
  MedicationRequest: 'file',
  Consent: 'lock',
  Coverage: 'shield',
  Claim: 'claim',
  Block: 'block',
  Transaction: 'block',
};

function pathOf(match: Match): string {
  const { locale } = language;
  if (match.type === 'Block') return `/${locale}/ledger?block=${match.id}`;
  if (match.type === 'Transaction') return `/${locale}/ledger?tx=${match.id}`;
  return recordPath(locale, match.type, match.id);
}

function entryOf(match: Match): Entry {
  const { record, ledger } = language.words;
  const names = { ...record.types, Block: ledger.thisBlock, Transaction: record.transaction };
  return {
    id: `match-${match.type}`,
    icon: ICONS[match.type],
    label: names[match.type],
    hint: match.id.slice(0, 8),
    run: () => goto(pathOf(match)),
  };
}

/** Looks an id up while it is typed; the last text wins. */
export function search(text: () => string) {
  let found = $state.raw<Found>('nothing asked');

  $effect(() => {
    const wanted = text().trim().toLowerCase();
    const abort = new AbortController();
    found = isId(wanted) ? 'searching' : 'nothing asked';
    if (!isId(wanted)) return;
    const timer = setTimeout(() => {
      find(wanted, session.asker, abort.signal).then(
        (matches) => {
          if (!abort.signal.aborted) found = matches;
        },
        () => {
          if (!abort.signal.aborted) found = 'failed';
        },
      );
    }, QUIET);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  });

  return {
    get found(): Found {
      return found;
    },
    get entries(): readonly Entry[] {
      return typeof found === 'string' ? [] : found.map(entryOf);
    },
  };
}
