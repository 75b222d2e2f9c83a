export { disclose, type SampleVersion, sampleVersion, storeVersions } from './sample-version.ts';
