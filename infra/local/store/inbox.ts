export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly code: string;
}

/** The mails that Cognito would have sent; shown at `/_local/inbox`. */
export class Inbox {
  readonly mails: Mail[] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  send(mail: Mail): void {
    this.mails.push(mail);
    this.#log('code sent to the inbox page');
  }
}
