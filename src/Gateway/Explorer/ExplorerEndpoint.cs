using Gateway.Http;
using Microsoft.Extensions.Options;

namespace Gateway.Explorer;

/// <summary>Serves Banana Cake Pop to browsers, from files of this machine alone.</summary>
internal sealed class ExplorerEndpoint(ExplorerFiles files, IOptions<ExplorerOptions> options)
{
    /// <summary>The page runs its own scripts and talks to its own origin, and that is all.</summary>
    /// <remarks>It compiles validators of JSON (hence eval) and makes styles at run time (hence inline): without either it stays blank.</remarks>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Missing = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>The explorer is not here</title>
        <h1>The explorer is not here</h1>
        <p>Its files come by npm when the gateway is built. Install Node.js and build again, or name the folder of the unpacked package
        <code>@chillicream/bananacakepop-graphql-ide</code> by <code>--Explorer:Folder</code>. Everything else works without it.</p></html>
        """;

    private readonly ReadOnlyMemory<byte> _configuration = ExplorerConfiguration.Create(options.Value.Title);

    /// <summary>Whether a request for <c>/graphql</c> is a person's who opens the page: it takes HTML and names no document.</summary>
    public bool Wants(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && options.Value.Enabled
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Query.ContainsKey("query") && !request.Query.ContainsKey("documentId") && !request.Query.ContainsKey("extensions");

    /// <summary>Answers <c>/graphql</c> and <c>/graphql/</c>.</summary>
    public Task AnswerPageAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.Vary = "Accept";
        if (context.Request.Path.Value?.EndsWith('/') == true)
        {
            return AnswerFileAsync(context, ExplorerFiles.Index);
        }

        // All addresses in the page are relative, so it must end with a slash. Not for good, since other clients share the address.
        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = "graphql/" + context.Request.QueryString;
        return Task.CompletedTask;
    }

    /// <summary>Answers what is below <c>/graphql/</c>. What is not there is 404, never the page: that would hide a fault.</summary>
    public Task AnswerFileAsync(HttpContext context, string name)
    {
        if (!options.Value.Enabled || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            return RefuseAsync(context);
        }

        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return name == ExplorerConfiguration.Name ? SendConfigurationAsync(context)
            : files.Find(name) is { } file ? SendAsync(context, file)
            : name == ExplorerFiles.Index ? SendMissingAsync(context)
            : RefuseAsync(context);
    }

    private static async Task SendAsync(HttpContext context, ExplorerFile file)
    {
        var response = context.Response;
        response.Headers.ETag = file.ETag;
        response.Headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (context.Request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var coding = ContentCoding.Identity;
        if (file.Lengths.Count > 1)
        {
            response.Headers.AppendCommaSeparatedValues("Vary", "Accept-Encoding");
            coding = ContentCodings.Choose(context.Request.Headers.AcceptEncoding);
            coding = file.Lengths.ContainsKey(coding) ? coding : ContentCoding.Identity;
        }

        if (coding != ContentCoding.Identity)
        {
            response.Headers.ContentEncoding = coding == ContentCoding.Brotli ? "br" : "gzip";
        }

        response.ContentType = file.ContentType;
        response.ContentLength = file.Lengths[coding];
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.SendFileAsync(file.PathOf(coding), context.RequestAborted);
        }
    }

    private async Task SendConfigurationAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-cache";
        await JsonReply.SendAsync(context, StatusCodes.Status200OK, _configuration);
    }

    private static Task SendMissingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(Missing, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context) =>
        JsonReply.RefuseAsync(context, StatusCodes.Status404NotFound, "Nothing is served at this path.");
}
