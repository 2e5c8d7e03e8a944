// What the SDK hands out, as data that can be compared: classes by their names, times as times, functions left out.

export function plain(value) {
  if (value === undefined) {
    return '$undefined';
  }

  if (value === null || typeof value !== 'object') {
    return value;
  }

  if (value instanceof Date) {
    return { $date: value.toISOString() };
  }

  if (Array.isArray(value)) {
    return value.map(plain);
  }

  const data = { $class: value.constructor.name };
  for (const [key, part] of Object.entries(value)) {
    if (typeof part !== 'function') {
      data[key] = plain(part);
    }
  }

  return data;
}

// What clients decide by when a call fails. Of a document that is refused before it runs that is the class alone: the words are each server's own, and
// the gateway refuses with status 200 where the upstream takes 400.
export function plainError(error) {
  if (error.constructor.name === 'GraphqlLinearError' || !error.type) {
    return { $error: error.constructor.name, types: (error.response?.errors ?? error.errors).slice(0, 1).map(one => one.extensions?.type ?? one.type) };
  }

  return {
    $error: error.constructor.name,
    type: error.type ?? null,
    message: error.message,
    status: error.status ?? null,
    errors: (error.errors ?? []).map(({ type, message, path, userError }) => plain({ type, message, path, userError })),
  };
}
