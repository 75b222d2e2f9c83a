import { moneyText } from '#lib/format/number.ts';
import type { Visit } from '#lib/questions/visits.ts';
import type { RecordType } from '#lib/records/types.ts';
import { say } from '#lib/words/say.ts';
import type { Words } from '#lib/words/words.ts';
import type { IconName } from '../Icon/index.ts';

/** What came of a visit, as something to open. */
interface Artefact {
  readonly type: RecordType;
  readonly id: string;
  readonly icon: IconName;
  readonly title: string;
  readonly about: string;
}

const wordOf = (words: Readonly<Record<string, string>>, code: string | null): string =>
  code === null ? '' : say(words, code);

/** Reports, images and claims of a visit, as far as the reader has them. */
export function artefactsOf(visit: Visit, words: Words, tag: string): readonly Artefact[] {
  const { fields, lists, record } = words;
  const reports = visit.diagnosticReports.map(({ id, code, category }): Artefact => {
    const about = wordOf(fields.categories, category);
    const title = code.value?.display ?? code.value?.code ?? record.types.DiagnosticReport;
    return { type: 'DiagnosticReport', id, icon: 'file', title, about };
  });
  const studies = visit.imagingStudies.map(({ id, procedure, modality }): Artefact => {
    const about = wordOf(fields.modalities, modality);
    const title = procedure.value?.display ?? procedure.value?.code ?? record.types.ImagingStudy;
    return { type: 'ImagingStudy', id, icon: 'eye', title, about };
  });
  const claims = (visit.claims.value?.nodes ?? []).map(({ id, total, state }): Artefact => {
    const title = total === null ? lists.claim : lists.claimOf(moneyText(total, tag));
    return { type: 'Claim', id, icon: 'claim', title, about: wordOf(fields.claimStates, state) };
  });
  return [...reports, ...studies, ...claims];
}
