using Gateway.Auth;
using Gateway.Documents;
using Gateway.GraphQL.Types;
using Gateway.Schemas;
using Gateway.Stitching;
using Gateway.Stitching.Access;
using Gateway.Stitching.Limits;
using Gateway.Stitching.Mapping;
using Microsoft.Extensions.Options;

namespace Gateway.Configuration;

/// <summary>Replaces what is served by what options and schemas say now, all of it or nothing. Belongs to the watch alone.</summary>
internal sealed class Reloading(
    Serving serving,
    EngineFactory engines,
    TrustedDocuments trusted,
    ClientRegistry clients,
    StrangerAccess strangers,
    IOptions<SchemaOptions> schema)
{
    /// <summary>Serves by these options from now on.</summary>
    /// <param name="next">The options.</param>
    /// <param name="current">Those in use.</param>
    /// <param name="readsSchema">Whether the files of the schema are read anew.</param>
    /// <param name="faults">Why it is not done: to be added to.</param>
    public void Apply(ReloadableOptions next, ReloadableOptions current, bool readsSchema, List<string> faults)
    {
        var schemas = readsSchema ? SchemaLoader.Load(schema.Value, faults) : serving.Schemas;
        if (schemas is null)
        {
            return;
        }

        var model = serving.Model;
        if (readsSchema || next.DefaultMaxAge != current.DefaultMaxAge)
        {
            model = ModelBuilder.Build(schemas.Merged, next.DefaultMaxAge, out var problems);
            faults.AddRange(problems);
        }

        if (faults.Count == 0)
        {
            Check(model.Schema, next.Limits, faults);
        }

        if (faults.Count == 0)
        {
            serving.Replace(schemas, engines.Create(model, next.Limits));
        }
    }

    private void Check(Schema served, LimitsOptions limits, List<string> faults)
    {
        trusted.Check(served, limits.ToDocumentLimits(), faults);

        // What is denied must be there to be denied: it may only have got another name.
        foreach (var client in clients.Current.Clients)
        {
            faults.AddRange(Unknown(client.Access.Denied, served).Select(coordinate =>
                $"Client \"{client.Name}\" is denied \"{coordinate}\", which the schema has not any more."));
        }

        faults.AddRange(Unknown(strangers.Denied, served).Select(coordinate =>
            $"Auth:AnonymousDeny names \"{coordinate}\", which the schema has not any more."));
    }

    private static IReadOnlyList<string> Unknown(DenyList denied, Schema schema)
    {
        DenyListReader.Read(denied.Coordinates, schema, out var unknown);
        return unknown;
    }
}
