/** What is on file of one person, part by part. */
export const person = {
  parts: 'Parts of the record',
  part: {
    visits: 'Visits',
    results: 'Laboratory',
    medicines: 'Medicines',
    reports: 'Reports and images',
    claims: 'Claims',
    decisions: 'Consents and insurance',
  },
  when: 'When',
  images: (count: number) => (count === 1 ? '1 image' : `${count} images`),
  decided: (about: string, decision: string) => `${about}: ${decision.toLowerCase()}`,
  moreOf: (what: string) => `${what}: show more`,
  lists: {
    results: { title: 'Laboratory results', none: 'No laboratory results on file' },
    medicines: { title: 'Prescriptions', none: 'No prescriptions on file' },
    reports: { title: 'Reports', none: 'No reports on file' },
    studies: { title: 'Imaging studies', none: 'No imaging studies on file' },
    consents: { title: 'Consents', none: 'No consents on file' },
    coverages: { title: 'Insurance', none: 'No insurance on file' },
  },
  nothingCame: 'No reports, images or claims are on file for it.',
};
