import type { Words } from '../words.ts';

export const person: Words['person'] = {
  parts: '档案的各部分',
  part: {
    visits: '就诊',
    results: '检验',
    medicines: '用药',
    reports: '报告与影像',
    claims: '理赔',
    decisions: '授权与保险',
  },
  when: '时间',
  images: (count) => `${count} 幅图像`,
  decided: (about, decision) => `${about}：${decision}`,
  moreOf: (what) => `${what}：显示更多`,
  lists: {
    results: { title: '检验结果', none: '没有在册的检验结果' },
    medicines: { title: '处方', none: '没有在册的处方' },
    reports: { title: '检查报告', none: '没有在册的检查报告' },
    studies: { title: '影像检查', none: '没有在册的影像检查' },
    consents: { title: '授权', none: '没有在册的授权' },
    coverages: { title: '保险', none: '没有在册的保险' },
  },
  nothingCame: '本次就诊没有在册的报告、影像或理赔。',
};
