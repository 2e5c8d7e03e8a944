using System.Collections.Frozen;
using System.Globalization;
using Gateway.Http;

namespace Gateway.Explorer;

/// <summary>The files of the explorer: a list that is made once, so that no request names a path of the disk.</summary>
internal sealed class ExplorerFiles
{
    /// <summary>The page itself.</summary>
    public const string Index = "index.html";

    // The service worker would reload the page under its user and keep an old configuration; the rest is for programs that embed the package.
    private static readonly string[] LeftOut =
        ["service-worker.js", "asset-manifest.json", "package.json", "README.md", "index.cjs", "index.mjs", "index.d.cts", "index.d.mts"];

    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".ico"] = "image/x-icon",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
        [".ttf"] = "font/ttf",
        [".txt"] = "text/plain; charset=utf-8",
        [".webmanifest"] = "application/manifest+json",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, ExplorerFile> _files;

    private ExplorerFiles(FrozenDictionary<string, ExplorerFile> files) => _files = files;

    /// <summary>Whether there is a page to serve.</summary>
    public bool Any => _files.ContainsKey(Index);

    /// <summary>The files of a folder; none if there is no such folder.</summary>
    public static ExplorerFiles In(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new ExplorerFiles(FrozenDictionary<string, ExplorerFile>.Empty);
        }

        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is not (".br" or ".gz"))
            .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), Path: path))
            .Where(file => !LeftOut.Contains(file.Name))
            .ToFrozenDictionary(file => file.Name, file => Describe(file.Name, file.Path), StringComparer.Ordinal);
        return new ExplorerFiles(files);
    }

    /// <summary>The file of that name, such as <c>static/css/main.css</c>; null if there is none.</summary>
    public ExplorerFile? Find(string name) => _files.GetValueOrDefault(name);

    private static ExplorerFile Describe(string name, string path)
    {
        var info = new FileInfo(path);
        var lengths = new Dictionary<ContentCoding, long> { [ContentCoding.Identity] = info.Length };
        foreach (var coding in (ReadOnlySpan<ContentCoding>)[ContentCoding.Brotli, ContentCoding.Gzip])
        {
            var compressed = new FileInfo(path + ExplorerFile.Extension(coding));
            if (compressed.Exists)
            {
                lengths[coding] = compressed.Length;
            }
        }

        return new ExplorerFile(
            path,
            ContentTypes.GetValueOrDefault(Path.GetExtension(name), "text/plain; charset=utf-8"),
            name.StartsWith("static/", StringComparison.Ordinal),
            string.Create(CultureInfo.InvariantCulture, $"\"{info.Length:x}-{info.LastWriteTimeUtc.Ticks:x}\""),
            lengths);
    }
}
