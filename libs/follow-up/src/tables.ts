/** The tables that this lib writes, and nobody else; of each, who may read it beside. */
export const readers = {
  cases: ['compliance', 'cli', 'desk', 'imports', 'case-work'],
  case_owners: ['compliance', 'imports'],
  case_closings: ['compliance'],
  case_links: [],
  glass_breaks: [],
  participants: ['compliance', 'case-work'],
  participant_entitlements: ['compliance'],
  contact_plans: [],
  contacts: ['compliance', 'desk'],
  opt_outs: [],
  obligations: ['compliance', 'desk'],
  obligation_versions: ['compliance'],
  rulings: [],
  disputes: ['imports'],
  alerts: ['compliance'],
  next_checks: [],
} as const;
