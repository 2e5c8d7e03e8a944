using System.Reflection;
using Gateway.Configuration;

namespace Gateway.Commands;

/// <summary>What <c>--help</c> and <c>--version</c> say.</summary>
internal static class HelpText
{
    public static int Write(TextWriter output)
    {
        output.Write($"""
            A caching GraphQL gateway in front of Linear.

              gateway [serve] [options]             serves until it is stopped; without options, in front of a sandbox
              gateway schema check --against FILE   compares what the gateway offers with a published schema:
                                                    exit code 0 if all is there, 1 if something is not, 2 if FILE is unusable
              gateway schema print                  prints the schema that is served
              gateway schema pull [--out FILE]      asks the upstream for its whole schema and prints it, or writes it to FILE, so that all of it
                                                    can be served with --schema FILE: exit code 0, or 2 if it does not tell
              gateway cache inspect TYPE ID         prints what Redis holds of an entity: exit code 0 if it holds something, 1 if nothing
                                                    (or if the command is unusable), 2 if it cannot tell
              gateway cache purge TYPE [ID]         makes all pods forget an entity and the lists of its type, or the whole type:
                                                    exit code 0 if that is sure, 2 if not (1 if the command is unusable).
                                                    With --soft it is not forgotten, but fetched anew when it is asked for
              gateway admin state [--url URL]       asks the operators' address (Admin:Url) of a gateway that runs, with the key in GATEWAY_KEY:
              gateway admin plans [time|misses]     how things stand; which operations cost most; what it and Redis hold of an entity;
              gateway admin inspect TYPE ID         and makes all pods forget an entity, a whole type, or all:
              gateway admin purge TYPE [ID]|all     (--soft as above) exit code 0 if it answers, 1 if the command is unusable, 2 if it refuses or does not say
              gateway key create [--name NAME]      makes a key for a client: prints it, this once, on standard error, and what the file of
                                                    Auth:ClientsFile is to hold of it on standard output
              gateway healthcheck [--url URL]       asks /health/ready of the gateway that has the same options and environment, or URL:
                                                    exit code 0 if it is ready, else 1

            The GraphQL engine by itself, without server, cache and upstream:

              gateway document parse FILE           prints the document, or why it is none
              gateway document validate --schema SDL_FILE FILE
              gateway document execute --schema SDL_FILE --data JSON_FILE [--variables JSON_FILE] [--operation NAME] FILE
              gateway schema print SDL_FILE         prints that schema
              gateway schema introspect SDL_FILE    prints what the introspection query says of it
              gateway conformance                   answers requests on standard input, each a line of JSON

              --urls URLS            where to listen, separated by semicolons; default {GatewayConfiguration.DefaultUrls}
              --upstream URL         the GraphQL API to stand in front of, with the credential in LINEAR_API_KEY or LINEAR_ACCESS_TOKEN
              --schema FILE          what to serve of it, instead of the part of Linear's API that is built in; see schema pull
              --redis ADDRESS        the Redis that pods share: HOST:PORT, or redis[s]://[:PASSWORD@]HOST[:PORT]; or in REDIS_URL, where other
                                     users of the machine do not see the password. Without, records are in the memory of each process
              --help, --version

            Each option of the README can be given as --Section:Name VALUE, in appsettings.json, or as Section__Name in the environment:

              {string.Join(Environment.NewLine + "  ", OptionCatalogue.Keys.Where(key => key.Contains(':')))}
              Logging:LogLevel:CATEGORY

            """);
        return 0;
    }

    public static int WriteVersion(TextWriter output)
    {
        var version = typeof(HelpText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!;
        output.Write(version.InformationalVersion + Environment.NewLine);
        return 0;
    }
}
