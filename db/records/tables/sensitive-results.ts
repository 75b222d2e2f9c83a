import type { Sensitivity } from '../shapes.ts';

/**
 * Edition 2026-11-24 of this list: a changed list makes a new schema version of Observation, DiagnosticReport and
 * MedicationRequest.
 *
 * LOINC codes of tests whose very ordering tells: HIV, other sexually transmitted infections, drugs of abuse, pregnancy.
 */
export const SENSITIVE_LOINC: ReadonlyMap<string, Sensitivity> = new Map([
  ['7917-8', 'V'], // HIV 1 antibody
  ['29893-5', 'V'], // HIV 1 antibody, immunoassay
  ['56888-1', 'V'], // HIV 1 and 2 antigen and antibody
  ['75622-1', 'V'], // HIV 1 and 2 tests, impression
  ['20447-9', 'V'], // HIV 1 RNA, copies
  ['25836-8', 'V'], // HIV 1 RNA
  ['24467-3', 'V'], // CD3+CD4+ cells
  ['20507-0', 'R'], // reagin antibody (syphilis)
  ['22587-0', 'R'], // Treponema pallidum antibody
  ['21613-5', 'R'], // Chlamydia trachomatis DNA
  ['24111-7', 'R'], // Neisseria gonorrhoeae DNA
  ['3426-4', 'R'], // cannabinoids
  ['3397-7', 'R'], // cocaine
  ['19659-2', 'R'], // phencyclidine
  ['3879-4', 'R'], // opiates
  ['19261-7', 'R'], // amphetamines
  ['5643-2', 'R'], // ethanol
  ['72479-9', 'R'], // drugs of abuse panel
  ['2106-3', 'R'], // choriogonadotropin, urine, qualitative
  ['2118-8', 'R'], // choriogonadotropin, serum, qualitative
]);

/** RxNorm codes of drugs that tell of HIV, of opioid or alcohol dependence, or of a psychosis. */
export const SENSITIVE_RXNORM: ReadonlyMap<string, Sensitivity> = new Map([
  ['1721613', 'V'], // emtricitabine and tenofovir alafenamide
  ['476556', 'V'], // emtricitabine and tenofovir disoproxil
  ['1999667', 'V'], // bictegravir, emtricitabine and tenofovir alafenamide
  ['1433868', 'V'], // dolutegravir
  ['313988', 'V'], // zidovudine
  ['1010600', 'R'], // buprenorphine and naloxone, sublingual film
  ['351266', 'R'], // buprenorphine and naloxone, sublingual tablet
  ['864706', 'R'], // methadone
  ['7243', 'R'], // naltrexone
  ['3554', 'R'], // disulfiram
  ['2626', 'R'], // clozapine
  ['6448', 'R'], // lithium
]);
