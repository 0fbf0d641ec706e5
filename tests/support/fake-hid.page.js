/**
 * Headsets without hardware, in the media page of a test: takes the place of `navigator.hid`'s
 * devices. Each behaves as its descriptor says, and answers our off-hook light with its hook as
 * real ones do. `models` is put in by fake-hid.ts.
 */
(() => {
  /** @type {import('./fake-hid.ts').PageModel[]} */
  const models = [];
  const echoMs = 5;
  const plugged = [];

  class FakeHeadset extends EventTarget {
    opened = false;
    sent = [];
    down = new Set();
    #model;
    #offHookLight = false;

    constructor(model) {
      super();
      this.#model = model;
      this.productName = model.name;
      this.collections = model.collections;
    }

    async open() {
      this.opened = true;
    }

    async sendReport(reportId, data) {
      const bytes = [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
      if (!plugged.includes(this)) throw new DOMException('unplugged', 'NetworkError');
      this.sent.push([reportId, ...bytes]);
      const { offHook } = this.#model;
      if (reportId !== offHook.reportId) return;
      const lit = ((bytes[offHook.bit >> 3] ?? 0) >> (offHook.bit & 7)) % 2 === 1;
      if (lit === this.#offHookLight && lit === this.down.has('hook')) return;
      this.#offHookLight = lit;
      setTimeout(() => {
        if (lit === this.down.has('hook')) return;
        this.#set('hook', lit);
      }, echoMs);
    }

    press(button) {
      if (button === 'hook') return this.#set('hook', !this.down.has('hook'));
      this.#set(button, true);
      this.#set(button, false);
    }

    #set(button, isDown) {
      if (isDown) this.down.add(button);
      else this.down.delete(button);
      const { reportId, buttons } = this.#model.input;
      const bytes = new Uint8Array(Math.ceil(buttons.length / 8));
      buttons.forEach((name, bit) => {
        if (this.down.has(name)) bytes[bit >> 3] |= 1 << (bit & 7);
      });
      const data = new DataView(bytes.buffer);
      this.dispatchEvent(Object.assign(new Event('inputreport'), { reportId, data }));
    }
  }

  const hid = navigator.hid;
  Object.defineProperty(hid, 'getDevices', { value: async () => [...plugged] });
  const tell = (type, device) => hid.dispatchEvent(Object.assign(new Event(type), { device }));
  const find = (name) => plugged.find(({ productName }) => productName === name);

  globalThis.fakeHeadsets = {
    plug(name) {
      const device = new FakeHeadset(models.find((one) => one.name === name));
      plugged.push(device);
      tell('connect', device);
    },
    unplug(name) {
      const device = find(name);
      plugged.splice(plugged.indexOf(device), 1);
      tell('disconnect', device);
    },
    press(name, button) {
      find(name).press(button);
    },
    /** Every report since it was plugged in: its id, then its bytes. */
    sent: (name) => find(name).sent,
    isOffHook: (name) => find(name).down.has('hook'),
  };
})();
