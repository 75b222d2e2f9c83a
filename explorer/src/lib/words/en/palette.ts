/** Search and commands. */
export const palette = {
  matches: 'Matches',
  goTo: 'Go to',
  actions: 'Actions',
  people: 'Switch to somebody else',
  results: 'Results',
  searching: 'Looking for it',
  nothing: 'Nothing found. Paste a whole id, or type the name of a page.',
  switchTo: (who: string) => `Sign in as ${who}`,
  language: { en: 'Read in English', zh: 'Read in Chinese' },
};
