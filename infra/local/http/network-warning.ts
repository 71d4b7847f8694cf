const line = '!'.repeat(79);

/** What is said, on standard error whatever else is logged, of a pool that others can reach. */
export function networkWarning(origin: string): string {
  return `
${line}
  THE LOCAL USER POOL CAN BE REACHED FROM THE NETWORK: ${origin}

  Whoever reaches it can read its mails, sign in as anybody and change passwords.
  Run it like this on a network that you trust, for as long as you need it, and
  with no password that is used anywhere else. Without --https it speaks plain HTTP.
${line}
`;
}
