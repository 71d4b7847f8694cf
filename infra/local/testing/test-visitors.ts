import type { Page } from '@playwright/test';
import type { UserPool } from '../index';
import { TestBrowser } from './test-browser';

/** For tests: somebody who looks at one page at a time. */
export interface Visitor {
  /** Opens a page, wherever redirects lead. */
  go(url: string): Promise<void>;
  /** Fills in the page's form that is sent to this path, or below it, and sends it. */
  submit(path: string, fields: Record<string, string>): Promise<void>;
}

/** In a real browser's tab. Forms are sent whether the browser likes the values or not. */
export function tabVisitor(page: Page): Visitor {
  return {
    go: async (url) => {
      await page.goto(url);
    },
    submit: async (path, fields) => {
      const actions = [`="${path}"`, `^="${path}?"`, `^="${path}/"`];
      const form = page.locator(actions.map((action) => `form[action${action}]`).join());
      for (const [name, value] of Object.entries(fields)) {
        await form.locator(`input[name="${name}"]`).fill(value);
      }
      await form.evaluate((element) => element.setAttribute('novalidate', ''));
      await form.locator('button[type="submit"]').first().click();
      await page.waitForLoadState();
    },
  };
}

/** Without a browser, to read what is in the pages: quick enough for all of them in eleven languages. */
export class Reader implements Visitor {
  html = '';
  /** Where the page is. */
  path = '';
  readonly #browser: TestBrowser;

  constructor(pool: UserPool) {
    this.#browser = new TestBrowser(pool);
  }

  async go(url: string): Promise<void> {
    await this.#follow(await this.#browser.get(url));
  }

  async submit(path: string, fields: Record<string, string>): Promise<void> {
    const forms = [...this.html.matchAll(/<form[^>]* action="([^"]+)"[\s\S]*?<\/form>/g)];
    const form = forms.find(([, action]) => action?.split('?')[0] === path);
    if (!form) throw new Error(`The page has no form that is sent to ${path}.`);
    const [html, action = ''] = form;
    const csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const target = action.replaceAll('&amp;', '&');
    await this.#follow(await this.#browser.post(target, { _csrf: csrf, ...fields }));
  }

  async #follow(response: Response): Promise<void> {
    const location = response.headers.get('location');
    if (location) return this.go(new URL(location, response.url).href);
    this.html = await response.text();
    // A form that is refused is shown in place.
    this.path = new URL(response.url).pathname;
  }
}
