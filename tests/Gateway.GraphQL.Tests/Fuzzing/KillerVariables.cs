namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Variables of a megabyte, and documents that take them.</summary>
internal static class KillerVariables
{
    private const int Bytes = 1_000_000;

    /// <summary>By name: what the response must contain, the document, and the variables as JSON.</summary>
    public static IReadOnlyDictionary<string, (string Expected, string Document, Func<string> Write)> All { get; } =
        new Dictionary<string, (string, string, Func<string>)>
        {
            ["a list of numbers"] = ("\"data\"", "query($v:[Int]){f(l:$v)}", () => Given("[" + Repeat("1,", Bytes / 2) + "1]")),
            ["a list of wrong numbers"] = ("Int cannot represent", "query($v:[Int]){f(l:$v)}", () => Given("[" + Repeat("\"\",", Bytes / 3) + "1]")),
            ["a list of nulls that must not be"] = ("not to be null", "query($v:[Int!]){f(l:$v)}", () => Given("[" + Repeat("null,", Bytes / 5) + "1]")),
            ["a list for one number"] = ("Int cannot represent", "query($v:Int){f(x:$v)}", () => Given("[" + Repeat("1,", Bytes / 2) + "1]")),
            ["a list of input objects"] = ("\"data\"", "query($v:[In]){f(i:{l:$v})}", () => Given("[" + Repeat("{\"i\":1},", Bytes / 8) + "{}]")),
            ["a list of empty input objects"] = ("\"data\"", "query($v:[In]){f(i:{l:$v})}", () => Given("[" + Repeat("{},", Bytes / 3) + "{}]")),
            ["a list of wrong input objects"] =
                ("is not defined", "query($v:[In]){f(i:{l:$v})}", () => Given("[" + Repeat("{\"no\":1},", Bytes / 9) + "{}]")),
            ["a list of anything"] = ("\"data\"", "query($v:Any){f(j:$v)}", () => Given("[" + Repeat("{},", Bytes / 3) + "{}]")),
            ["an input object with unknown fields"] =
                ("is not defined", "query($v:In){f(i:$v)}", () => Given("{" + KillerDocuments.Repeat(80_000, i => $"\"a{i}\":1,") + "\"i\":1}")),
            ["an input object with one field again and again"] =
                ("\"", "query($v:In){f(i:$v)}", () => Given("{" + Repeat("\"i\":1,", Bytes / 6) + "\"i\":1}")),
            ["an object with many fields for anything"] =
                ("\"data\"", "query($v:Any){f(j:$v)}", () => Given("{" + KillerDocuments.Repeat(80_000, i => $"\"a{i}\":1,") + "\"i\":1}")),
            ["variables that are not defined"] = ("\"data\"", "{s}", () => "{" + KillerDocuments.Repeat(80_000, i => $"\"a{i}\":1,") + "\"i\":1}"),
            ["one variable again and again"] = ("\"data\"", "query($v:Int){f(x:$v)}", () => "{" + Repeat("\"v\":1,", Bytes / 6) + "\"v\":1}"),
            ["nested input objects"] = ("\"data\"", "query($v:In){f(i:$v)}", () => Given(Repeat("{\"in\":", 490) + "{}" + Repeat("}", 490))),
            ["nested lists in lists again and again"] = ("\"data\"", "query($v:Any){f(j:$v)}", () =>
                Given("[" + KillerDocuments.Repeat(1_000, _ => Repeat("[", 490) + Repeat("]", 490) + ",") + "1]")),
            ["a long string"] = ("\"data\"", "query($v:String){f(s:$v)}", () => Given("\"" + Repeat("x", Bytes) + "\"")),
            ["a string of escapes"] = ("\"data\"", "query($v:String){f(s:$v)}", () => Given("\"" + Repeat("\\u0001", Bytes / 6) + "\"")),
            ["a long string for an enum"] = ("got invalid value", "query($v:E){f(e:$v)}", () => Given("\"" + Repeat("x", Bytes) + "\"")),
            ["a long string for a number"] = ("Int cannot represent", "query($v:Int){f(x:$v)}", () => Given("\"" + Repeat("x", Bytes) + "\"")),
            ["a long number"] = ("got invalid value", "query($v:Int){f(x:$v)}", () => Given(Repeat("9", Bytes))),
            ["a long number for an id"] = ("\"data\"", "query($v:ID){f(id:$v)}", () => Given(Repeat("9", Bytes))),
            ["a long number for anything"] = ("\"data\"", "query($v:Any){f(j:$v)}", () => Given(Repeat("9", Bytes))),
            ["a long fraction"] = ("\"data\"", "query($v:Float){f(k:$v)}", () => Given("0." + Repeat("1", Bytes))),
            ["a large exponent"] = ("\"", "query($v:Any){f(j:$v)}", () => Given("1e" + Repeat("9", Bytes))),
            ["a large exponent for a number"] = ("Int cannot represent", "query($v:Int){f(x:$v)}", () => Given("1e" + Repeat("9", 1000))),
            ["many arguments of one large list"] = (
                "\"data\"",
                "query($v:[Int]){" + KillerDocuments.Repeat(1_000, i => $"a{i}:f(l:$v)") + "}",
                () => Given("[" + Repeat("1,", Bytes / 2) + "1]")),
        };

    private static string Repeat(string text, int count) => KillerDocuments.Repeat(text, count);

    private static string Given(string value) => $"{{\"v\":{value}}}";
}
