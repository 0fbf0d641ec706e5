import { $, browser, expect } from '@wdio/globals';

describe('an app on the Chromium host, driven by the Electron service', () => {
  it('runs code in main', async () => {
    expect(await browser.electron.execute((electron) => electron.app.getName())).toBe('Fixture');
    const second = await browser.electron.execute((electron, title) => {
      const windows = electron.BrowserWindow.getAllWindows();
      return windows
        .map((window) => window.webContents.getURL())
        .filter((url) => url.includes(title));
    }, 'second');
    expect(second).toEqual(['app://desk/second.html']);
  });

  it('clicks an element whose handler invokes main', async () => {
    await browser.switchWindow('Fixture');
    await $('#greet').click();
    await expect($('#answer')).toHaveText('Hello page at app://desk/page.html');
  });

  it('switches to the other window and back', async () => {
    await browser.switchWindow('Second');
    expect(await browser.getTitle()).toBe('Second');
    await $('#greet').click();
    await expect($('#answer')).toHaveText('Hello page at app://desk/second.html');
    await browser.switchWindow('Fixture');
    expect(await browser.getTitle()).toBe('Fixture');
  });

  it('mocks an API of main', async () => {
    const open = await browser.electron.mock('shell', 'openExternal');
    await browser.electron.execute((electron) =>
      electron.shell.openExternal('https://example.com'),
    );
    expect(open).toHaveBeenCalledTimes(1);
  });
});
