import { liveOneDay } from './support/day.ts';

liveOneDay({
  language: 'en',
  note: 'Invoice 4711 was charged twice; I write to her by Friday.',
  wish: 'After lunch: she has the papers then.',
  search: { typed: 'tran van', finds: 'Trần Văn Minh' },
  list: {
    file: 'day.en.csv',
    encoding: 'UTF-8',
    typed: 'siobhan',
    finds: "Siobhan O'Connor",
    all: ["Siobhan O'Connor", 'Ivo Marek'],
  },
});
