import type { Words } from '../words.ts';

export const changes: Words['changes'] = {
  notMade: '没有作任何更改',
  problems: {
    UNKNOWN: '该项不存在、属于您本人，或不由您决定。三种情况的回答相同。',
    REVIEWED: '已有人审核过。',
    LIMIT_EXCEEDED: '目前已达到允许的次数。',
    NO_EXACT_MATCH: '没有人，或不止一人，与所填内容完全一致。请逐字核对，或换用其他标识号。',
    REVIEW_PENDING: '您上一次对此人的紧急越权访问尚未审核。',
    BAD_USER_INPUT: '内容缺失、过短或过长。',
  },
  otherProblem: (code) => `系统拒绝了该操作：${code}。`,
  otherPurpose: '需要另一个使用目的',
  otherPurposeText: (purpose) => `此操作须以“${purpose}”为目的，并会如此记录。`,
  stepUpText: '重新登录后五分钟内有效。随后会回到本页，使用目的不变。',
};
