/**
 * The organisation of a portal on one machine: four teams and twelve people, so that owners, permissions and the
 * catalog have something true to show. It is laid into the forge; the portal reads it from there as it would from GitHub.
 */

/** A person at the forge. */
export interface SeedUser {
  login: string;
  name: string;
  email: string;
}

/** A team at the forge. */
export interface SeedTeam {
  slug: string;
  name: string;
  description: string;
  members: string[];
}

const person = (login: string, name: string): SeedUser => ({ login, name, email: `${login}@connectly.example` });

export const seedUsers: SeedUser[] = [
  person('jiwoo', 'Jiwoo Kim'),
  person('hana', 'Hana Lee'),
  person('doyun', 'Doyun Park'),
  person('seoyeon', 'Seoyeon Choi'),
  person('minjun', 'Minjun Jung'),
  person('yuna', 'Yuna Kang'),
  person('minseo', 'Minseo Cho'),
  person('taeyang', 'Taeyang Yoon'),
  person('sora', 'Sora Jang'),
  person('haneul', 'Haneul Lim'),
  person('jisoo', 'Jisoo Han'),
  person('woojin', 'Woojin Oh'),
];

export const seedTeams: SeedTeam[] = [
  { slug: 'payments', name: 'Payments', description: 'Takes and settles money', members: ['jiwoo', 'hana', 'doyun'] },
  { slug: 'orders', name: 'Orders', description: 'From cart to delivery', members: ['seoyeon', 'minjun', 'yuna'] },
  { slug: 'platform', name: 'Platform', description: 'Modules, stacks, Atlantis and this portal', members: ['minseo', 'taeyang', 'sora'] },
  { slug: 'on-call', name: 'On-call', description: 'Answers when something breaks', members: ['haneul', 'jisoo', 'woojin'] },
];
