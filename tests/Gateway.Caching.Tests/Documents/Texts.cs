using System.Text;
using Gateway.Caching.Documents;

namespace Gateway.Caching.Tests.Documents;

/// <summary>Texts and their hashes.</summary>
internal static class Texts
{
    /// <summary>A text of that many bytes, other than those of other numbers.</summary>
    public static byte[] Of(int number, int length) => Encoding.UTF8.GetBytes($"{{ a{number} }}".PadRight(length));

    public static DocumentHash HashOf(int number, int length) => DocumentHash.Of(Of(number, length));
}
