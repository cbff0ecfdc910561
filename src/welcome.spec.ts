import { welcome } from './welcome.ts';

const HERE = { publicUrl: 'http://localhost:3000', demo: true, sandbox: true, role: 'all' } as const;

describe('the terminal', () => {
  it('says where it is, where the phones are, and one sign-in for each role', () => {
    const said = welcome(HERE);
    expect(said).toContain('Chaudfroid is at http://localhost:3000\n');
    expect(said).toContain('http://localhost:3000/sandbox');
    for (const role of ['admin', 'supervisor', 'agent', 'marketing', 'analyst'])
      expect(said).toMatch(new RegExp(`^ +${role} +\\S+@\\S+$`, 'm'));
    expect(said).toMatch(/Sign in with the password \S+/);
  });

  it('tells no password where there is no demonstration, and no sandbox where messages are real', () => {
    const said = welcome({ ...HERE, demo: false, sandbox: false });
    expect(said).not.toMatch(/password|sandbox/);
  });

  it('has no address to tell in a process that serves nobody', () => {
    expect(welcome({ ...HERE, role: 'worker' })).toBe('Chaudfroid works (worker).\n');
  });
});
