import { appendFileSync } from 'node:fs';
import { app } from 'electron';
import { servePages, withPage } from '../support.js';

const visit = `new Promise((resolve, reject) => {
  const open = indexedDB.open('kept', 1);
  open.onupgradeneeded = () => open.result.createObjectStore('visits', { autoIncrement: true });
  open.onerror = () => reject(open.error);
  open.onsuccess = () => {
    const work = open.result.transaction('visits', 'readwrite', { durability: 'strict' });
    work.objectStore('visits').add(1);
    const count = work.objectStore('visits').count();
    work.oncomplete = () => resolve(count.result);
  };
})`;

/** Counts its own runs in the page's database. */
export function run(resultsFile) {
  app.whenReady().then(async () => {
    servePages();
    const count = await withPage((_window, evaluate) => evaluate(visit));
    appendFileSync(resultsFile, `visit ${count}\n`);
    app.quit();
  });
}
