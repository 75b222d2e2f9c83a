import type { Words } from '../words.ts';

export const people: Words['people'] = {
  tiers: { public: '公众', patient: '患者', hospital: '医院', payer: '支付方', regulator: '监管方' },
  roles: {
    clinician: '临床医生',
    registrar: '登记员',
    analyst: '分析员',
    privacy_officer: '隐私专员',
    adjudicator: '理赔裁定员',
    auditor: '稽查员',
  },
  purposes: {
    TREAT: '诊疗',
    ETREAT: '急诊诊疗',
    PATADMIN: '患者管理',
    HPAYMT: '支付',
    HOPERAT: '医院运营',
    HRESCH: '研究',
    HCOMPL: '监督',
    PUBHLTH: '公共卫生',
    PATRQT: '患者本人请求',
  },
  tasks: {
    public: '核验证明，查看网络状态',
    patient: '本人的就诊、理赔和证明',
    clinician: '在治患者及其就诊和结果',
    registrar: '本院患者的身份信息和理赔',
    analyst: '仅计数，不含个人记录',
    privacy_officer: '在册人员的概略信息',
    adjudicator: '本计划参保人的理赔',
    auditor: '一个未结案件所涉人员',
  },
  sexes: { MALE: '男', FEMALE: '女', OTHER: '其他', UNKNOWN: '未知' },
  bornIn: (year) => `${year} 年出生`,
  aged: (band) => `年龄 ${band}`,
  nameHidden: '姓名未显示',
};
