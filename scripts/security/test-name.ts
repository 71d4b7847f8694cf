/** Whether a test is one of the requirement: its name, or that of its group, has `SEC-n`. */
export function isTestOf(number: number, testName: string): boolean {
  return new RegExp(`\\bSEC-${number}\\b`).test(testName);
}
