import { liveOneDay } from './support/day.ts';

liveOneDay({
  language: 'zh-CN',
  note: '4711号发票重复扣款，周五前给她写信答复。',
  wish: '午饭后再打，那时她手边有资料。',
  search: { typed: 'zhangwei', finds: '张伟' },
  list: {
    file: 'day.zh-CN.csv',
    encoding: 'GBK',
    typed: 'situ',
    finds: '司徒静怡',
    all: ['司徒静怡', '柳承志'],
  },
});
