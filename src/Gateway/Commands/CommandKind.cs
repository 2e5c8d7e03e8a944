namespace Gateway.Commands;

/// <summary>What the program is asked to do.</summary>
internal enum CommandKind
{
    Serve,
    SchemaCheck,
    SchemaPrint,
    SchemaPull,
    CacheInspect,
    CachePurge,
    AdminState,
    AdminPlans,
    AdminInspect,
    AdminPurge,
    KeyCreate,
    Healthcheck,
    Help,
    Version,
}
