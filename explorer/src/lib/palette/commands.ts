import { destinationsOf } from '#lib/navigation/destinations.ts';
import { inLocale, signInPath } from '#lib/navigation/paths.ts';
import type { Persona } from '#lib/session/personas.ts';
import { session } from '#lib/session/session.svelte.ts';
import { goToIssuer, signOut } from '#lib/session/sign-in.ts';
import { appearance } from '#lib/theme/theme.svelte.ts';
import { language } from '#lib/words/language.svelte.ts';
import { LOCALES } from '#lib/words/locale.ts';
import { say } from '#lib/words/say.ts';
import { goto } from '$app/navigation';
import { nextFor } from '../session/next-path.ts';
import type { Entry, Group } from './entry.ts';

/** Where the palette was opened, and what it can open. */
interface Around {
  readonly url: Pick<URL, 'pathname' | 'search'>;
  readonly personas: readonly Persona[];
  readonly showKeys: () => void;
}

function pages(): Entry[] {
  const { frame } = language.words;
  return destinationsOf(session).map(({ name, path, icon, key }) => ({
    id: `go-${name}`,
    icon,
    label: frame[name],
    keys: ['G', key.toUpperCase()],
    run: () => goto(`/${language.locale}${path}`),
  }));
}

function purposes(): Entry[] {
  const { people, states } = language.words;
  const others = session.capacity?.purposes.filter((code) => code !== session.purpose) ?? [];
  return others.map((code) => ({
    id: `purpose-${code}`,
    icon: 'eye',
    label: states.askFor(say(people.purposes, code)),
    run: () => {
      session.purpose = code;
    },
  }));
}

function languages({ url }: Around): Entry[] {
  const { palette } = language.words;
  return LOCALES.filter((locale) => locale !== language.locale).map((locale) => ({
    id: `language-${locale}`,
    icon: 'public',
    label: palette.language[locale],
    run: () => goto(inLocale(locale, url), { reset: false }),
  }));
}

function actions(around: Around): Entry[] {
  const { frame } = language.words;
  const dark = appearance.theme === 'dark';
  const path = around.url.pathname + around.url.search;
  return [
    ...purposes(),
    {
      id: 'theme',
      icon: dark ? 'sun' : 'moon',
      label: dark ? frame.toLight : frame.toDark,
      keys: ['T'],
      run: () => appearance.flip(),
    },
    ...languages(around),
    {
      id: 'settings',
      icon: 'gear',
      label: language.words.settings.title,
      run: () => goto(`/${language.locale}/settings`),
    },
    { id: 'keys', icon: 'info', label: frame.keysTitle, keys: ['?'], run: around.showKeys },
    session.capacity === null
      ? {
          id: 'sign-in',
          icon: 'key',
          label: frame.signIn,
          run: () => goto(signInPath(language.locale, path)),
        }
      : {
          id: 'sign-out',
          icon: 'key',
          label: frame.signOut,
          run: async () => {
            if (!(await signOut(language.locale))) await goto(`/${language.locale}`);
          },
        },
  ];
}

function people({ personas, url }: Around): Entry[] {
  const { palette, people: names } = language.words;
  const others = personas.filter(({ name, tier }) => tier !== 'public' && name !== session.persona);
  return others.map(({ name, tier, role }) => ({
    id: `persona-${name}`,
    icon: tier,
    label: palette.switchTo(role === null ? names.tiers[tier] : say(names.roles, role)),
    hint: name,
    run: () => goToIssuer(name, nextFor(tier, url.pathname + url.search) ?? '', language.locale, 'login'),
  }));
}

/** Everything that can be done from anywhere. */
export function commands(around: Around): readonly Group[] {
  const { palette } = language.words;
  return [
    { title: palette.goTo, entries: pages() },
    { title: palette.actions, entries: actions(around) },
    { title: palette.people, entries: people(around) },
  ].filter(({ entries }) => entries.length > 0);
}
