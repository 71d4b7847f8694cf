import type Electron from 'electron';
import { HostEvent } from '../shared/host-event';
import { HostObject, refuseUnknown } from '../shared/not-implemented';

/** Menus are kept, and shown nowhere. https://www.electronjs.org/docs/latest/api/menu */
export class Menu extends HostObject {
  readonly items: MenuItem[] = [];
  private closed: (() => void) | null = null;

  constructor() {
    super('Menu');
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

  /** Stays open until the app closes it, since no user chooses an item. */
  popup({ callback }: Electron.PopupOptions = {}): void {
    this.closePopup();
    this.closed = callback ?? (() => undefined);
    this.emit('menu-will-show', new HostEvent());
  }

  closePopup(): void {
    const { closed } = this;
    if (!closed) return;
    this.closed = null;
    this.emit('menu-will-close', new HostEvent());
    closed();
  }

  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    if (!Array.isArray(template))
      throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const options of template) menu.append(new MenuItem(options));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu ?? null;
  }
}

let applicationMenu: Menu | null | undefined;

/** The menu that an app has which sets none before `ready`. */
export function setDefaultMenu(): void {
  if (applicationMenu !== undefined) return;
  const roles = ['fileMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const;
  const first = process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : [];
  const template = [
    ...first,
    ...roles.map((role) => ({ role })),
    { role: 'help' as const, submenu: [] },
  ];
  applicationMenu = Menu.buildFromTemplate(template);
}

export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly submenu: Menu | undefined;
  readonly accelerator: Electron.MenuItem['accelerator'] | undefined;
  readonly click: (...args: unknown[]) => void;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: Electron.MenuItemConstructorOptions) {
    const { submenu } = options;
    this.id = options.id ?? '';
    this.label = options.label ?? '';
    this.role = options.role;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.submenu = Array.isArray(submenu)
      ? Menu.buildFromTemplate(submenu)
      : (submenu as Menu | undefined);
    this.accelerator = options.accelerator;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.click = (...args) =>
      (options.click as ((...args: unknown[]) => void) | undefined)?.(...args);
    // biome-ignore lint/correctness/noConstructorReturn: an app must have the proxy.
    return refuseUnknown(this, 'MenuItem');
  }
}
