import { liveOneDay } from './support/day.ts';

liveOneDay({
  language: 'vi',
  note: 'Hóa đơn 4711 bị tính hai lần; thứ Sáu tôi viết thư trả lời chị.',
  wish: 'Gọi sau bữa trưa, lúc đó chị có sẵn giấy tờ.',
  search: { typed: 'nguyen thi', finds: 'Nguyễn Thị Hà' },
  list: {
    file: 'day.vi.csv',
    encoding: '1258',
    typed: 'doan thi',
    finds: 'Đoàn Thị Ánh Tuyết',
    all: ['Đoàn Thị Ánh Tuyết', 'Lương Quốc Bảo'],
  },
});
