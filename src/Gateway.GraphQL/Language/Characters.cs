using System.Buffers;

namespace Gateway.GraphQL.Language;

/// <summary>The classes of characters the grammar speaks of; -1, for no character, is in none of them.</summary>
internal static class Characters
{
    /// <summary>What may stand in a name after its first character.</summary>
    public static readonly SearchValues<byte> NameContinue =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"u8);

    public static bool IsDigit(int character) => character is >= '0' and <= '9';

    public static bool IsNameStart(int character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    public static bool IsWhiteSpace(int character) => character is ' ' or '\t';

    /// <summary>The value of a hexadecimal digit; -1 if it is none.</summary>
    public static int HexValue(int character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };
}
