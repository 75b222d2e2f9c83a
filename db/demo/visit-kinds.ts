/** A code with the words that go with it. */
export interface Concept {
  readonly code: string;
  readonly display: string;
}

/** A kind of visit: what it is called, how long it takes, what may be found, what it costs. */
export interface VisitKind {
  readonly class: 'AMB' | 'EMER' | 'IMP' | 'VR';
  readonly type: Concept;
  /** Of how many visits. */
  readonly weight: number;
  readonly minutes: readonly [least: number, most: number];
  readonly findings: readonly Concept[];
  /** Cents. */
  readonly price: readonly [least: number, most: number];
  readonly ages?: readonly [least: number, most: number];
  readonly gender?: 'female';
  /** HL7 v3 Confidentiality that the hospital labels the visit with. */
  readonly label?: 'R' | 'V';
}

const concept = (code: string, display: string): Concept => ({ code, display });

export const CHECKUP: VisitKind = {
  class: 'AMB',
  type: concept('185349003', 'Encounter for check up'),
  weight: 30,
  minutes: [20, 45],
  findings: [
    concept('38341003', 'Hypertension'),
    concept('15777000', 'Prediabetes'),
    concept('55822004', 'Hyperlipidemia'),
    concept('162864005', 'Body mass index 30+ - obesity'),
  ],
  price: [12_900, 21_000],
};

export const PSYCHIATRY: VisitKind = {
  class: 'AMB',
  type: concept('79094001', 'Initial psychiatric interview with mental status evaluation'),
  weight: 5,
  minutes: [45, 90],
  findings: [concept('370143000', 'Major depression disorder'), concept('197480006', 'Anxiety disorder')],
  price: [18_000, 32_000],
  ages: [16, 99],
};

export const INPATIENT: VisitKind = {
  class: 'IMP',
  type: concept('183452005', 'Encounter inpatient'),
  weight: 8,
  minutes: [1_440, 7_200],
  findings: [
    concept('88805009', 'Chronic congestive heart failure'),
    concept('233604007', 'Pneumonia'),
    concept('74400008', 'Appendicitis'),
    concept('359817006', 'Closed fracture of hip'),
  ],
  price: [420_000, 2_350_000],
};

export const VISIT_KINDS: readonly VisitKind[] = [
  CHECKUP,
  PSYCHIATRY,
  INPATIENT,
  {
    class: 'AMB',
    type: concept('185345009', 'Encounter for symptom'),
    weight: 24,
    minutes: [15, 30],
    findings: [
      concept('444814009', 'Viral sinusitis'),
      concept('195662009', 'Acute viral pharyngitis'),
      concept('10509002', 'Acute bronchitis'),
      concept('65363002', 'Otitis media'),
    ],
    price: [9_500, 16_000],
  },
  {
    class: 'EMER',
    type: concept('50849002', 'Emergency room admission'),
    weight: 12,
    minutes: [60, 480],
    findings: [
      concept('44465007', 'Sprain of ankle'),
      concept('62106007', 'Concussion with no loss of consciousness'),
      concept('284549007', 'Laceration of hand'),
      concept('22298006', 'Myocardial infarction'),
    ],
    price: [64_000, 310_000],
  },
  {
    class: 'VR',
    type: concept('448337001', 'Telemedicine consultation with patient'),
    weight: 8,
    minutes: [10, 25],
    findings: [
      concept('367498001', 'Seasonal allergic rhinitis'),
      concept('124171000119105', 'Chronic migraine'),
    ],
    price: [4_500, 8_900],
  },
  {
    class: 'AMB',
    type: concept('424619006', 'Prenatal visit'),
    weight: 7,
    minutes: [20, 40],
    findings: [concept('72892002', 'Normal pregnancy'), concept('35999006', 'Blighted ovum')],
    price: [14_000, 24_000],
    ages: [19, 44],
    gender: 'female',
  },
  {
    class: 'IMP',
    type: concept('56876005', 'Drug rehabilitation and detoxification'),
    weight: 3,
    minutes: [2_880, 11_520],
    findings: [concept('7200002', 'Alcoholism'), concept('5602001', 'Opioid abuse')],
    price: [380_000, 900_000],
    ages: [18, 70],
    label: 'R',
  },
  {
    class: 'AMB',
    type: concept('390906007', 'Follow-up encounter'),
    weight: 3,
    minutes: [20, 40],
    findings: [concept('86406008', 'Human immunodeficiency virus infection')],
    price: [16_000, 28_000],
    ages: [20, 75],
    label: 'V',
  },
];
