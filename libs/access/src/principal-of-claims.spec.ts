import { describe, expect, it } from '@jest/globals';
import { type ClaimNames, principalOf } from './principal-of-claims.js';

const names = (more: Partial<ClaimNames> = {}): ClaimNames => ({
  rolesClaim: 'roles',
  staffClaim: 'staff_id',
  ...more,
});

describe('who the claims speak of', () => {
  it('takes the staff id from its claim', () => {
    const claims = { sub: 'abc', staff_id: 'pc-1001', roles: ['desk'] };
    expect(principalOf(claims, names())).toEqual({
      subject: 'abc',
      staffId: 'pc-1001',
      roles: ['desk'],
      scopes: [],
    });
    const elsewhere = { sub: 'abc', force: { number: 'pc-1002' }, roles: ['desk'] };
    expect(principalOf(elsewhere, names({ staffClaim: 'force.number' }))?.staffId).toBe('pc-1002');
    expect(principalOf({ sub: 'pc-1003', roles: ['desk'] }, names({ staffClaim: 'sub' }))?.staffId).toBe('pc-1003');
  });

  it.each([['desk'], ['counter'], ['committee'], ['supervisor'], ['performance'], ['admin'], ['service desk']])(
    'knows a person by no other name: %s',
    (held) => {
      expect(principalOf({ sub: 'abc', roles: held }, names())).toBeUndefined();
    },
  );

  it('knows a machine by its subject where it has no staff id', () => {
    expect(principalOf({ sub: 'svc', roles: ['service'] }, names())?.staffId).toBe('svc');
  });

  it.each([
    ['none', {}, ['read']],
    ['none of ours', { scope: 'openid profile' }, ['read']],
    ['one of ours, which then is all', { scope: 'openid contacts:write' }, ['contacts:write']],
    [
      'several in a list',
      { scp: ['milestones:write', 'cases:write', 'cases:delete'] },
      ['cases:write', 'milestones:write'],
    ],
    ['two claims', { scope: 'read', scp: 'cases:write' }, ['read', 'cases:write']],
    ['something else', { scope: 7, scp: { read: true } }, ['read']],
  ])('lets a machine do what its scopes say: %s', (_, claims, held) => {
    expect(principalOf({ sub: 'svc', roles: ['service'], ...claims }, names())?.scopes).toEqual(held);
  });

  it('gives no scope to a person, whatever their token says', () => {
    const claims = { sub: 'abc', staff_id: 'pc-1001', roles: ['desk'], scope: 'cases:write' };
    expect(principalOf(claims, names())?.scopes).toEqual([]);
  });

  it.each([
    ['a list', { roles: ['desk', 'supervisor'] }, 'roles', ['desk', 'supervisor']],
    ['one word', { roles: 'desk' }, 'roles', ['desk']],
    ['words in one text', { roles: 'desk supervisor,admin' }, 'roles', ['desk', 'supervisor', 'admin']],
    ['a dotted path', { realm_access: { roles: ['performance'] } }, 'realm_access.roles', ['performance']],
    [
      'a name with dots in it',
      { 'https://force.example/roles': ['service'] },
      'https://force.example/roles',
      ['service'],
    ],
    ['roles of other systems', { roles: ['offline_access', 'desk', 7, null] }, 'roles', ['desk']],
    ['a longer word that holds a role', { roles: 'helpdesk desk-admin' }, 'roles', []],
    ['no such claim', {}, 'realm_access.roles', []],
    ['a path through a text', { realm_access: 'desk' }, 'realm_access.length', []],
    ['a path through what every object inherits', {}, 'constructor.name', []],
    ['an object', { roles: { desk: true } }, 'roles', []],
  ])('finds the roles in %s', (_, claims, path, found) => {
    expect(principalOf({ sub: 'abc', staff_id: 'pc-1001', ...claims }, names({ rolesClaim: path }))?.roles).toEqual(
      found,
    );
  });

  it.each([
    ['no subject', {}],
    ['an empty subject', { sub: '' }],
    ['a subject with a space in it', { sub: 'Jo Bloggs' }],
    ['a staff id that is no text', { sub: 'abc', staff_id: 7 }],
    ['a staff id with a line break', { sub: 'abc', staff_id: 'pc-1\n' }],
    ['a staff id without an end', { sub: 'abc', staff_id: 'x'.repeat(129) }],
  ])('knows nobody by %s', (_, claims) => {
    expect(principalOf(claims as never, names())).toBeUndefined();
  });
});
