export { default as CaseList } from './CaseList.svelte';
