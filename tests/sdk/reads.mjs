// Every way that leads to agent sessions and from there on, as clients go it.

const missing = '00000000-0000-4000-8000-000000000000';

// Of each of some objects, what its getters lead to.
const follow = async (objects, ...getters) => Promise.all(
  objects.map(async object => Promise.all(getters.map(async getter => [getter, await object[getter]]))));

export const reads = {
  'agentSessions': client => client.agentSessions(),
  'agentSessions, the first few': client => client.agentSessions({ first: 5 }),
  'agentSessions, the last few': client => client.agentSessions({ last: 3 }),
  'agentSessions by their last change': client => client.agentSessions({ first: 7, orderBy: 'updatedAt' }),
  'agentSessions with archived ones': client => client.agentSessions({ first: 60, includeArchived: true }),
  'agentSessions after a cursor': async client => {
    const page = await client.agentSessions({ first: 4 });
    return client.agentSessions({ first: 4, after: page.pageInfo.endCursor });
  },
  'agentSessions before a cursor': async client => {
    const page = await client.agentSessions({ first: 6 });
    return client.agentSessions({ last: 2, before: page.pageInfo.endCursor });
  },
  'agentSessions, fetchNext and fetchPrevious': async client => {
    const page = await client.agentSessions({ first: 10 });
    const next = [...(await page.fetchNext()).nodes];
    const previous = [...(await (await client.agentSessions({ first: 5, after: page.pageInfo.endCursor })).fetchPrevious()).nodes];
    return [next, previous];
  },
  'agentSessions, paginate': client => client.paginate(args => client.agentSessions(args), { first: 20, includeArchived: true }),
  'agentSession': (client, ids) => client.agentSession(ids.session),
  'agentSession, getters': async (client, ids) => {
    const sessions = await Promise.all(ids.sessions.map(id => client.agentSession(id)));
    return follow(sessions, 'issue', 'creator', 'appUser', 'dismissedBy', 'comment', 'sourceComment', 'issueId', 'creatorId', 'appUserId');
  },
  'agentSession, activities': async (client, ids) => (await client.agentSession(ids.session)).activities({ first: 50 }),
  'agentSession, activities by type': async (client, ids) =>
    (await client.agentSession(ids.session)).activities({ filter: { type: { in: ['thought', 'prompt'] } } }),
  'agentSession, activities of a time': async (client, ids) =>
    (await client.agentSession(ids.session)).activities({ last: 5, filter: { createdAt: { gt: '2020-01-01T00:00:00.000Z' } }, orderBy: 'updatedAt' }),
  'agentSession, activities, fetchNext': async (client, ids) => {
    const page = await (await client.agentSession(ids.session)).activities({ first: 10 });
    return (await page.fetchNext()).nodes;
  },
  'agentActivity': (client, ids) => client.agentActivity(ids.activity),
  'agentActivity, getters': async (client, ids) => follow([await client.agentActivity(ids.activity)], 'agentSession', 'user', 'sourceComment'),
  'agentActivities': client => client.agentActivities({ first: 30 }),
  'agentActivities of sessions': (client, ids) =>
    client.agentActivities({ first: 100, filter: { agentSessionId: { in: ids.sessions.slice(0, 3) } } }),
  'issue by id': (client, ids) => client.issue(ids.issue),
  'issue by identifier': (client, ids) => client.issue(ids.identifier),
  'issue, getters': async (client, ids) => follow([await client.issue(ids.identifier)], 'state', 'team', 'assignee', 'creator', 'project', 'parent'),
  'issue, lists': async (client, ids) => {
    const issue = await client.issue(ids.issue);
    return Promise.all([issue.comments(), issue.labels(), issue.children(), issue.attachments(), issue.subscribers()]);
  },
  'issues': client => client.issues({ first: 20 }),
  'issues by filter': client => client.issues({ first: 20, filter: { priority: { lte: 2 }, assignee: { null: false } } }),
  'issues by ids': (client, ids) => client.issues({ filter: { id: { in: [ids.issue] } } }),
  'users': client => client.users({ first: 30 }),
  'users, disabled ones too': client => client.users({ includeDisabled: true, first: 50 }),
  'user': (client, ids) => client.user(ids.user),
  'comments': client => client.comments({ first: 20 }),
  'comment': (client, ids) => client.comment({ id: ids.comment }),
  'comment, getters': async (client, ids) => follow([await client.comment({ id: ids.comment })], 'issue', 'user', 'parent', 'agentSession'),
  'viewer': client => client.viewer,
  'teams': client => client.teams(),
  'team, issues and members': async client => {
    const [team] = (await client.teams({ first: 1 })).nodes;
    return Promise.all([team.issues({ first: 5 }), team.members(), team.states()]);
  },
  'no such session': client => client.agentSession(missing),
  'no such issue': client => client.issue('NOPE-1'),
  'no such activity': client => client.agentActivity(missing),
  'no such user': client => client.user(missing),
  'a page that is too large': client => client.agentSessions({ first: 251 }),
  'a cursor that is none': client => client.agentSessions({ after: 'nothing' }),
  'an argument that does not exist': client => client.client.request('query { agentSessions(nope: 1) { nodes { id } } }', {}),
};
