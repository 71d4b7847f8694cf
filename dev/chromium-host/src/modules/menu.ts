import type Electron from 'electron';
import { HostEvent } from '../shared/host-event';
import { HostObject } from '../shared/not-implemented';
import { openWindows } from '../window/open-windows';
import { MenuItem } from './menu-item';

/** Menus are kept, and shown nowhere. https://www.electronjs.org/docs/latest/api/menu */
export class Menu extends HostObject {
  readonly items: MenuItem[] = [];
  private closed: (() => void) | null = null;

  constructor() {
    super('Menu');
  }

  append(item: MenuItem): void {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    this.items.push(item);
    if (item.type !== 'radio') return;
    const before = this.items.findLastIndex(({ type }) => type === 'separator');
    const group = this.items.slice(before + 1).filter(({ type }) => type === 'radio');
    for (const member of group) member.group = group;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  /** Stays open until the app closes it, since no user chooses an item. */
  popup(options: Electron.PopupOptions = {}): void {
    if (typeof options !== 'object' || options === null)
      throw new TypeError('Options must be an object');
    if (openWindows.size === 0) throw new Error('Cannot open Menu without a BaseWindow present');
    this.closePopup();
    for (const { group } of this.items)
      if (group[0] && !group.some(({ checked }) => checked)) group[0].checked = true;
    this.closed = options.callback ?? (() => undefined);
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
    if (!template.every(isValid)) {
      throw new TypeError(
        'Invalid template for MenuItem: must have at least one of label, role or type',
      );
    }
    const menu = new Menu();
    for (const item of withoutExtraSeparators(template))
      menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    if (menu && !(menu instanceof Menu)) throw new TypeError('Invalid menu');
    applicationMenu = menu;
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu ?? null;
  }
}

type Item = Electron.MenuItemConstructorOptions;

function isValid(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const { type } = item as Item;
  return Object.hasOwn(item, 'label') || Object.hasOwn(item, 'role') || type === 'separator';
}

/** Folds neighbours, and drops those at the ends; hidden ones stay. */
function withoutExtraSeparators(template: readonly Item[]): Item[] {
  const isKept = (item: Item): boolean => item.visible === false || item.type !== 'separator';
  return template
    .filter((item, i) => isKept(item) || i === 0 || template[i - 1]?.type !== 'separator')
    .filter((item, i, all) => isKept(item) || (i > 0 && i < all.length - 1));
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
