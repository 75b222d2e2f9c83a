import { asked } from '#lib/graph/asked.svelte.ts';
import { membersQuestion } from '#lib/questions/network.ts';
import { ownNameQuestion } from '#lib/questions/own-name.ts';
import { personName } from '#lib/records/names.ts';
import { session } from '#lib/session/session.svelte.ts';
import { language } from '#lib/words/language.svelte.ts';

/** The reader as the identity bar names them: a patient by name, staff by role and organization. */
export function whoIsAsking() {
  const own = asked(ownNameQuestion, () =>
    session.tier === 'patient' && session.capacity?.subject ? { patient: session.capacity.subject } : null,
  );
  const members = asked(membersQuestion, () => (session.capacity?.organization ? {} : null));
  return {
    get name(): string {
      return personName(own.answer?.patient?.name ?? null) ?? language.words.people.tiers[session.tier];
    },
    get pseudonym(): string | null {
      return session.tier === 'patient' ? (own.answer?.patient?.pseudonym ?? null) : null;
    },
    get organization(): string {
      const slug = session.capacity?.organization ?? '';
      const found = members.answer?.network.organizations.find((member) => member.slug === slug);
      return found?.name ?? slug;
    },
  };
}
