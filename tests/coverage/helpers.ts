import type { Citation, RuleFacts } from '../../src/coverage/types.ts';

/** An active rule of the case type `ato-investigation`, in force since 2025, with what a test changes. */
export function rule(id: string, changes: Partial<RuleFacts> = {}): RuleFacts {
  return {
    id,
    status: 'active',
    effective: '2025-01-01',
    retired: null,
    replacedBy: null,
    revision: 1,
    revised: null,
    caseTypes: ['ato-investigation'],
    signals: [],
    phrases: [],
    ...changes,
  };
}

export function cite(id: string, revision: number | null = null): Citation {
  return { id, revision };
}
