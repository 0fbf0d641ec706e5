import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import { record } from './recording.ts';
import { guard } from './unsupported.ts';

type Template = (Electron.MenuItemConstructorOptions | MenuItem)[];

/** An entry of a menu; `click()` does what choosing it would. */
export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly #click: Electron.MenuItemConstructorOptions['click'];

  constructor(options: Electron.MenuItemConstructorOptions) {
    const { submenu } = options;
    this.id = options.id;
    this.label = options.label ?? '';
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu');
    this.role = options.role;
    this.accelerator = options.accelerator;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : undefined;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.#click = options.click;
  }

  click(): void {
    if (this.type === 'checkbox') this.checked = !this.checked;
    this.#click?.(this as never, undefined, {});
  }
}

/** A recorded menu: nothing is drawn, its items can be read and chosen. */
export class Menu extends EventEmitter {
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
    record('Menu.setApplicationMenu', menu);
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  static buildFromTemplate(template: Template): Menu {
    const menu = new Menu();
    for (const item of template) {
      menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    }
    return menu;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(options?: Electron.PopupOptions): void {
    record('menu.popup', this, options);
  }
}

guard(MenuItem.prototype, 'MenuItem');
guard(Menu.prototype, 'Menu');
guard(Menu, 'Menu');
