import { describe, expect, it } from 'vitest';
import { mutationPage } from './mutation-page';

const mutants = (...statuses: string[]) => ({ mutants: statuses.map((status) => ({ status })) });

describe('the page on mutation testing', () => {
  const page = mutationPage(
    {
      files: {
        'src/main/auth/b.ts': mutants('Killed', 'Killed', 'Timeout', 'Survived'),
        'src/main/auth/a.ts': mutants('Killed', 'NoCoverage', 'CompileError', 'Ignored'),
        'src/main/auth/types.ts': mutants('Ignored'),
      },
    },
    '2026-01-02',
  );

  it('has a line for each file with changes, in order, and the sum', () => {
    expect(page.split('\n').filter((line) => /^\| [ab*]/.test(line))).toEqual([
      '| a.ts | 2 | 1 | 0 | 1 | 50.0 % |',
      '| b.ts | 4 | 3 | 1 | 0 | 75.0 % |',
      '| **all** | 6 | 4 | 1 | 1 | 66.7 % |',
    ]);
    expect(page).not.toContain('types.ts');
  });

  it('says when it was measured', () => {
    expect(page).toContain('Measured on 2026-01-02:');
  });
});
