// The mutations of the slice, each followed by reads that must see it.

const missing = '00000000-0000-4000-8000-000000000000';

const activity = '3f0d7c5c-56a5-4d6f-8f3f-6f2f6a0e0c01';

export const writes = {
  'createAgentActivity': async (client, ids) => {
    const before = await (await client.agentSession(ids.session)).activities({ first: 2 });
    const payload = await client.createAgentActivity({
      id: activity, agentSessionId: ids.session, content: { type: 'thought', body: 'Let me “see” 🙂' }, ephemeral: true,
    });
    const made = await payload.agentActivity;
    const after = await (await client.agentSession(ids.session)).activities({ first: 2 });
    return [before, payload, made, after, await client.agentSession(ids.session), await client.agentActivity(activity)];
  },
  'createAgentActivity, with a signal': async (client, ids) => {
    const payload = await client.createAgentActivity({
      agentSessionId: ids.session,
      content: { type: 'elicitation', body: 'Which one?' },
      signal: 'select',
      signalMetadata: { options: [{ value: 'b' }, { value: 'a', label: 'Ä' }] },
    });
    return [payload, await payload.agentActivity, await client.agentActivities({ first: 3 }), await client.agentSession(ids.session)];
  },
  // By its id it may be read until it has aged, since nothing tells the gateway that it was ephemeral.
  'what was ephemeral is gone from the list': async (client, ids) =>
    (await (await client.agentSession(ids.session)).activities({ first: 3 })).nodes.map(one => one.id),
  'agentSessionCreateOnIssue': async (client, ids) => {
    const payload = await client.agentSessionCreateOnIssue({
      issueId: ids.identifier, externalUrls: [{ label: 'Run', url: 'https://agent.example/run?a=1&b=2' }],
    });
    const session = await payload.agentSession;
    return [payload, session, await session.issue, await client.agentSessions({ first: 3 })];
  },
  'agentSessionCreateOnComment': async (client, ids) => {
    const payload = await client.agentSessionCreateOnComment({ commentId: ids.thread });
    const session = await payload.agentSession;
    await client.createAgentActivity({ agentSessionId: session.id, content: { type: 'response', body: 'Done.' } });
    return [payload, session, await client.agentSession(session.id), await client.comments({ first: 2 }), await (await session.comment).children()];
  },
  'updateAgentSession': async (client, ids) => {
    const plan = [{ status: 'completed', content: 'Read' }, { status: 'inProgress', content: 'Write' }];
    const payload = await client.updateAgentSession(ids.session, { plan, externalLink: 'https://agent.example/one' });
    return [payload, await payload.agentSession, await client.agentSession(ids.session)];
  },
  'agentSessionUpdateExternalUrl': async (client, ids) => {
    const payload = await client.agentSessionUpdateExternalUrl(ids.session, {
      addedExternalUrls: [{ label: 'More', url: 'https://agent.example/more' }], removedExternalUrls: ['https://agent.example/one'],
    });
    return [payload, await payload.agentSession];
  },
  'an activity of no session': client => client.createAgentActivity({ agentSessionId: missing, content: { type: 'thought', body: 'x' } }),
  'an activity without content': (client, ids) => client.createAgentActivity({ agentSessionId: ids.session, content: { type: 'thought' } }),
  'a session on no issue': client => client.agentSessionCreateOnIssue({ issueId: 'NOPE-1' }),
  'an update of no session': client => client.updateAgentSession(missing, {}),
  'a link that is none': (client, ids) => client.updateAgentSession(ids.session, { externalLink: 'nowhere' }),
};
