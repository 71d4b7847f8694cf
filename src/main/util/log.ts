/** Where events go. Fields are an allow-list of plain words; no token, code or e-mail (SEC-68). */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
