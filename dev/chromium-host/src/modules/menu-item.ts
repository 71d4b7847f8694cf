import type Electron from 'electron';
import { notImplemented, refuseUnknown } from '../shared/not-implemented';
import { Menu } from './menu';
import { roleDefaults, runRole } from './menu-roles';

type Template = Electron.MenuItemConstructorOptions[];

const types = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
const positions = ['before', 'after', 'beforeGroupContaining', 'afterGroupContaining'] as const;

/** Source: lib/browser/api/menu-item.ts of Electron */
export class MenuItem {
  readonly id: string;
  label = '';
  readonly role: string | undefined;
  readonly type: string;
  readonly submenu: Menu | undefined;
  readonly accelerator: Electron.MenuItem['accelerator'] | undefined;
  readonly click: (...args: unknown[]) => void;
  enabled: boolean;
  visible: boolean;
  /** The radio items of its menu that it shares a choice with, itself included. */
  group: readonly MenuItem[] = [];
  private isChecked: boolean;

  constructor(options: Electron.MenuItemConstructorOptions) {
    const position = positions.find((name) => options[name] !== undefined);
    if (position) throw notImplemented(`MenuItem options.${position}`);
    this.id = options.id ?? '';
    this.role = options.role?.toLowerCase();
    const defaults = roleDefaults(this.role);
    this.label = options.label ?? defaults.label;
    this.accelerator = options.accelerator ?? defaults.accelerator;
    const submenu = (options.submenu ?? defaults.submenu) as Menu | Template | undefined;
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    this.type = options.type ?? (this.submenu ? 'submenu' : 'normal');
    if (this.submenu ? !(this.submenu instanceof Menu) : this.type === 'submenu')
      throw new Error('Invalid submenu');
    if (!types.includes(this.type)) throw new Error(`Unknown menu item type: ${this.type}`);
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.isChecked = options.checked ?? false;
    const item = refuseUnknown(this, 'MenuItem');
    this.click = (event, window) => {
      if (this.type === 'checkbox' || this.type === 'radio') this.checked = !this.checked;
      if (runRole(this.role, window as Parameters<typeof runRole>[1])) return;
      const { click } = options as { click?: (...args: unknown[]) => void };
      if (typeof click === 'function') click(item, window, event);
    };
    for (const name of ['type', 'role', 'accelerator', 'submenu'])
      Object.defineProperty(this, name, { writable: false });
    // Fields that an app adds are kept.
    for (const [name, value] of Object.entries(options))
      if (!(name in this)) Object.defineProperty(this, name, { value, writable: true });
    // biome-ignore lint/correctness/noConstructorReturn: an app must have the proxy.
    return item;
  }

  get checked(): boolean {
    return this.isChecked;
  }

  /** To set a radio item, to whatever value, is to choose it. */
  set checked(checked: boolean) {
    for (const other of this.group) other.isChecked = false;
    this.isChecked = this.group.length > 0 || checked;
  }
}
