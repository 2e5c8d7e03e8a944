using System.Text;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>The documents that engines are known to die of, each as large as the parser lets it be.</summary>
internal static class KillerDocuments
{
    private const int Bytes = 1_000_000;
    private const int Tokens = 99_900;

    /// <summary>By name, and what the response must contain.</summary>
    public static IReadOnlyDictionary<string, (string Expected, Func<string> Write)> All { get; } = new Dictionary<string, (string, Func<string>)>
    {
        ["{{{{"] = ("Expected Name", () => Repeat("{", Bytes)),
        ["[[[["] = ("Unexpected", () => Repeat("[", Bytes)),
        ["lists without end"] = ("nested too deeply", () => "{f(j:" + Repeat("[", Bytes)),
        ["objects without end"] = ("nested too deeply", () => "{f(j:" + Repeat("{a:", Bytes / 3)),
        ["selections without end"] = ("nested too deeply", () => Repeat("{b", Bytes / 2)),
        ["types without end"] = ("nested too deeply", () => "query($v:" + Repeat("[", Bytes)),
        ["parentheses without end"] = ("Expected", () => "{b" + Repeat("(", Bytes)),
        ["selections as deep as allowed"] = ("too many fields", () => Nested("{b", 199, Repeat("{s ", 1) + Repeat("s ", Tokens - 650), "}", 200)),
        ["deep selections again and again"] = ("too many fields", () => "{" + Repeat(160, i => $"r{i}:b" + Nested("{b", 197, "{s", "}", 198)) + "}"),
        ["inline fragments as deep as allowed"] = ("too many fields", () => Nested("{...", 199, "{" + Repeat("s ", Tokens - 900), "}", 200)),
        ["inline fragments on the same type"] = ("too many fields", () => Nested("{...on Query", 199, "{" + Repeat("s ", Tokens - 1200), "}", 200)),
        ["lists as deep as allowed"] = ("\"data\"", () => "{" + Repeat(240, i => $"r{i}:f(j:" + Nested("[", 198, "1", "]", 198) + ")") + "}"),
        ["lists as deep as allowed, for one number"] =
            ("Int cannot represent", () => "{" + Repeat(240, i => $"r{i}:f(x:" + Nested("[", 198, "1", "]", 198) + ")") + "}"),
        ["objects as deep as allowed"] = ("\"data\"", () => "{" + Repeat(120, i => $"r{i}:f(i:" + Nested("{in:", 197, "{i:1}", "}", 197) + ")") + "}"),
        ["objects as deep as allowed, each wrong"] =
            ("is not defined by type", () => "{" + Repeat(70, i => $"r{i}:f(i:" + Nested("{no:1 in:", 197, "{i:1}", "}", 197) + ")") + "}"),
        ["types as deep as allowed"] = ("Variable", () => "query(" + Repeat(240, i => $"$v{i}:" + Nested("[", 198, "Int", "]", 198)) + "){s}"),

        ["aliases"] = ("too many fields", () => "{" + Repeat(Tokens / 3, i => $"a{i}:s ") + "}"),
        ["aliases within the limit of fields"] = ("\"data\"", () => "{" + Repeat(19_000, i => $"a{i}:s ") + "}"),
        ["aliases of selections"] = ("\"data\"", () => "{" + Repeat(9_000, i => $"a{i}:b{{s}} ") + "}"),
        ["aliases with arguments"] = ("\"data\"", () => "{" + Repeat(11_000, i => $"a{i}:f(x:{i}) ") + "}"),
        ["one field again and again"] = ("too many fields", () => "{" + Repeat("s ", Tokens) + "}"),
        ["one field with selections again and again"] = ("too many fields", () => "{" + Repeat("b{s}", Tokens / 4) + "}"),
        ["long aliases"] = ("\"data\"", () => "{" + Repeat(1_000, i => new string('a', 900) + $"{i}:s ") + "}"),

        ["fragments in a chain"] = ("\"data\"", () => "{...F0}" + Chain(12_000, i => $"...F{i + 1}", "s")),
        ["fragments in a chain, last first"] = ("\"data\"", () => Backwards(12_000) + "{...F0}"),
        ["fragments in a chain of fields"] = ("too many fields", () => "{...F0}" + Chain(9_000, i => $"b{{...F{i + 1}}}", "s")),
        ["fragments in a ring"] = ("within itself", () => "{...F0}" + Repeat(12_000, i => $"fragment F{i} on Query{{...F{(i + 1) % 12_000}}}")),
        ["fragments in a ring with long names"] = ("within itself", LongRing),
        ["fragments that each lead back"] = ("within itself", () => "{...F0}" + Repeat(7_000, i => $"fragment F{i} on Query{{...F{(i + 1) % 7_000} ...F0}}")),
        ["fragments that all spread all"] = ("within itself", () => "{...F0}" + Repeat(210, i => $"fragment F{i} on Query{{" + Repeat(210, j => $"...F{j} ") + "}")),
        ["fragments that all spread those after them"] = ("\"data\"", () =>
            "{...F0}" + Repeat(300, i => $"fragment F{i} on Query{{s " + Repeat(299 - i, j => $"...F{i + 1 + j} ") + "}")),
        ["a spread bomb"] = ("\"data\"", () => "{...F0}" + Chain(9_000, i => $"...F{i + 1} ...F{i + 1}", "s")),
        ["a spread bomb of fields"] = ("too many fields", () => "{...F0}" + Chain(4_000, i => $"x:b{{...F{i + 1}}} y:b{{...F{i + 1}}}", "s")),
        ["unused fragments"] = ("never used", () => "{s}" + Repeat(14_000, i => $"fragment F{i} on Query{{s}}")),
        ["unknown fragments"] = ("Unknown fragment", () => "{" + Repeat(Tokens / 2, i => $"...F{i} ") + "}"),
        ["fragments of one name"] = ("only one fragment", () => "{...F}" + Repeat("fragment F on Query{s}", 14_000)),
        ["one fragment again and again"] = ("\"data\"", () => "{" + Repeat("...F ", Tokens / 2 - 10) + "} fragment F on Query{s}"),
        ["fragments of many types"] = ("\"data\"", () => "{a{" + Repeat(4_000, i => "... on A{x}... on B{x}... on Node{id}") + "}}"),
        ["operations that share fragments"] = ("operation name", () =>
            Repeat(7_000, i => $"query Q{i}{{...F0}}") + Chain(4_500, i => $"...F{i + 1}", "s")),
        ["operations that share uses of a variable"] = ("operation name", () =>
            Repeat(4_000, i => $"query Q{i}($v:Int){{...F0}}") + Chain(2_500, i => $"r{i}:f(x:$v)...F{i + 1}", "s")),
        ["operations that share fragments that spread all"] = ("operation name", () =>
            Repeat(4_000, i => $"query Q{i}($v:Int){{...F0}}") + Repeat(200, i => $"fragment F{i} on Query{{f(x:$v)" + Repeat(199 - i, j => $"...F{i + 1 + j} ") + "}")),
        ["operations that share conditions"] = ("operation name", () =>
            Repeat(3_500, i => $"query Q{i}($v:Boolean!){{...F}}") + "fragment F on Query{" + Repeat(4_500, i => $"r{i}:s@skip(if:$v)") + "}"),
        ["subscriptions that share fragments"] = ("too much to be checked", () =>
            Repeat(6_000, i => $"subscription Q{i}{{...F0}}")
            + Repeat(6_000, i => $"fragment F{i} on Subscription{{...F{i + 1}}}") + "fragment F6000 on Subscription{s}"),

        ["overlaps with other arguments"] = ("conflict", () => "{" + Repeat(12_000, i => $"y:f(x:{i})") + "}"),
        ["overlaps with other fields"] = ("conflict", () => "{" + Repeat(16_000, i => "y:s y:id ") + "}"),
        ["overlaps that double"] = ("too many fields", () => "{c{" + Doubling(13) + "} elsewhere:b{s:id}}"),
        ["overlaps through fragments that double"] = ("conflict", () =>
            "{...F0}" + Chain(3_000, i => $"b{{...F{i + 1}}}b{{...F{i + 1}}}x:b{{...F{i + 1}}}x:b{{s}}", "s:id")),
        ["overlaps of many fragments by many"] = ("conflict", () =>
            "{" + Repeat(160, i => $"...M{i} ") + "}" + Repeat(160, i => $"fragment M{i} on Query{{b{{" + Repeat(160, j => $"...N{j} ") + "}}")
            + Repeat(160, i => $"fragment N{i} on Query{{y:f(x:{i})}}")),
        ["overlaps of types that exclude each other"] = ("\"data\"", () => "{a{" + Repeat(6_000, i => "...on A{y:x}...on B{y:x}") + "z:id}}"),
        ["overlaps of types that exclude each other, deep"] = ("conflict", () =>
            "{a{" + Repeat(2_500, i => $"...on A{{y:x a{{a{{q:id}}}}}}...on B{{y:id a{{q:id}}}}a{{id}}") + "}}"),
        ["overlaps with large arguments"] = ("conflict", () => "{" + Repeat(90, i => $"y:f(j:[{Repeat(990, j => "1 ")}{i}])") + "}"),

        ["variables"] = ("never used", () => "query(" + Repeat(Tokens / 4 - 10, i => $"$v{i}:Int ") + "){s}"),
        ["variables of one name"] = ("only one variable", () => "query(" + Repeat(Tokens / 4 - 10, i => "$v:Int ") + "){s}"),
        ["variables of unknown types"] = ("Unknown type", () => "query(" + Repeat(Tokens / 4 - 10, i => $"$v{i}:T{i} ") + "){s}"),
        ["variables that are all used"] = ("\"data\"", () => $"query({Repeat(14_000, i => $"$v{i}:Int ")}){{f(l:[{Repeat(14_000, i => $"$v{i} ")}])}}"),
        ["variables that are not defined"] = ("is not defined", () => $"query Q{{f(l:[{Repeat(Tokens / 2 - 20, i => $"$v{i} ")}])}}"),
        ["one variable again and again"] = ("\"data\"", () => $"query($v:Int){{f(l:[{Repeat("$v ", Tokens / 2 - 20)}])}}"),
        ["variables with large defaults"] = ("never used", () => "query(" + Repeat(100, i => $"$v{i}:[Int]=[{Repeat("1 ", 900)}]") + "){s}"),
        ["variables with wrong defaults"] = ("Int cannot represent", () => "query(" + Repeat(100, i => $"$v{i}:[Int]=[{Repeat("a ", 900)}]") + "){s}"),

        ["block string of lines"] = ("\"data\"", () => "{f(s:\"\"\"" + Repeat("\n ", Bytes / 2) + "x\"\"\")}"),
        ["block string of lines with text"] = ("\"data\"", () => "{f(s:\"\"\"" + Repeat("\n  a", Bytes / 4) + "\"\"\")}"),
        ["block string of carriage returns"] = ("\"data\"", () => "{f(s:\"\"\"a" + Repeat("\r", Bytes) + "b\"\"\")}"),
        ["block string of indentation"] = ("\"data\"", () => "{f(s:\"\"\"\n" + Repeat(" ", Bytes / 2) + "a\n" + Repeat(" ", Bytes / 2 - 100) + "b\"\"\")}"),
        ["block string of escapes"] = ("\"data\"", () => "{f(s:\"\"\"" + Repeat("\\\"\"\"", Bytes / 4) + "\"\"\")}"),
        ["block string of quotes"] = ("\"data\"", () => "{f(s:\"\"\"" + Repeat("\"\"a", Bytes / 3) + "\"\"\")}"),
        ["block string without end"] = ("Unterminated", () => "{f(s:\"\"\"" + Repeat("\\", Bytes)),
        ["many block strings"] = ("\"data\"", () => "{f(j:[" + Repeat("\"\"\"\n a\n\"\"\"", 90_000) + "])}"),
        ["string of text"] = ("\"data\"", () => "{f(s:\"" + Repeat("x", Bytes) + "\")}"),
        ["string of escapes"] = ("\"data\"", () => "{f(s:\"" + Repeat("\\n", Bytes / 2) + "\")}"),
        ["string of escapes between letters"] = ("\"data\"", () => "{f(s:\"" + Repeat("a\\n", Bytes / 3) + "\")}"),
        ["string of Unicode escapes"] = ("\"data\"", () => "{f(s:\"" + Repeat("\\u{1F600}", Bytes / 9) + "\")}"),
        ["string of four digit escapes"] = ("\"data\"", () => "{f(s:\"" + Repeat("\\u0001", Bytes / 6) + "\")}"),
        ["string without end"] = ("Unterminated", () => "{f(s:\"" + Repeat("x", Bytes)),
        ["escape without end"] = ("Invalid Unicode escape", () => "{f(s:\"\\u{" + Repeat("0", Bytes) + "\")}"),
        ["string where none is expected"] = ("Unexpected", () => "{s} \"" + Repeat("x", Bytes - 100) + "\" {s}"),
        ["string for a number"] = ("Int cannot represent", () => "{f(x:\"" + Repeat("\\n", Bytes / 2) + "\")}"),
        ["string for an enum"] = ("Enum", () => "{f(e:\"" + Repeat("x", Bytes) + "\")}"),
        ["whole number"] = ("non 32-bit", () => "{f(x:" + Repeat("9", Bytes) + ")}"),
        ["whole number as an id"] = ("\"data\"", () => "{f(id:" + Repeat("9", Bytes) + ")}"),
        ["whole number as any"] = ("\"data\"", () => "{f(j:" + Repeat("9", Bytes) + ")}"),
        ["whole number as a fraction"] = ("\"data\"", () => "{f(k:" + Repeat("9", Bytes) + ")}"),
        ["fraction"] = ("\"data\"", () => "{f(k:1." + Repeat("1", Bytes) + ")}"),
        ["exponent"] = ("Float cannot", () => "{f(k:1e" + Repeat("9", Bytes) + ")}"),
        ["exponent as any"] = ("\"data\"", () => "{f(j:1e" + Repeat("9", Bytes) + ")}"),
        ["fraction of zeros as any"] = ("\"data\"", () => "{f(j:0." + Repeat("0", Bytes) + "1)}"),
        ["comments"] = ("\"data\"", () => Repeat("#\n", Bytes / 2) + "{s}"),
        ["one comment"] = ("\"data\"", () => "{s}#" + Repeat("x", Bytes)),
        ["commas"] = ("\"data\"", () => "{s" + Repeat(",", Bytes) + "}"),
        ["byte order marks"] = ("\"data\"", () => Repeat("\uFEFF", Bytes / 3) + "{s}"),
        ["line ends before an error"] = ("Cannot query", () => Repeat("\r\n", Bytes / 2) + "{no}"),
        ["nothing"] = ("Unexpected", () => Repeat(" ", Bytes)),

        ["unknown directives"] = ("Unknown directive", () => "{s" + Repeat("@a", Tokens / 2 - 10) + "}"),
        ["unknown directives of many names"] = ("Unknown directive", () => "{s" + Repeat(Tokens / 2 - 10, i => $"@a{i}") + "}"),
        ["a directive again and again"] = ("only be used once", () => "{s" + Repeat("@skip(if:true)", 14_000) + "}"),
        ["a directive without its argument"] = ("only be used once", () => "{s" + Repeat("@skip ", 40_000) + "}"),
        ["a repeatable directive"] = ("\"data\"", () => "{s" + Repeat("@r", Tokens / 2 - 10) + "}"),
        ["a repeatable directive on an operation"] = ("\"data\"", () => "query " + Repeat("@r(x:1)", 14_000) + "{s}"),
        ["a repeatable directive on variables"] = ("\"data\"", () => "query($v:Int" + Repeat("@r", Tokens / 2 - 40) + "){f(x:$v)}"),
        ["directives with unknown arguments"] = ("Unknown argument", () => "{s" + Repeat("@r(y:1)", 14_000) + "}"),
        ["directives on every field"] = ("\"data\"", () => "{" + Repeat(6_500, i => $"a{i}:s@r@r(x:1) ") + "}"),
        ["constant conditions"] = ("\"data\"", () => "{" + Repeat(9_000, i => $"a{i}:s@include(if:true) ") + "}"),

        ["ofType without end"] = ("nested too deeply", () => "{__schema{types" + Repeat("{ofType", Bytes / 7)),
        ["ofType as deep as allowed"] = ("\"data\"", () => Nested("{__schema{types", 1, Nested("{ofType", 197, "{name", "}", 198), "}", 2)),
        ["fields of types of fields"] = ("introspection depth", () => "{__schema{types" + Nested("{fields{type", 60, "{name", "}", 121) + "}}"),
        ["types of arguments of fields of types"] = ("introspection depth", () => "{__schema{types" + Nested("{fields{args{type", 60, "{name", "}", 181) + "}}"),
        ["possible types of possible types"] = ("introspection depth", () => "{__schema{types" + Nested("{possibleTypes{interfaces", 90, "{name", "}", 181) + "}}"),
        ["possible types and interfaces of them"] =
            ("introspection depth", () => "{__type(name:\"Node\")" + Nested("{possibleTypes{interfaces", 90, "{name", "}", 181) + "}"),
        ["as deep as introspection may be"] = ("\"data\"", () => "{__schema{types{fields{type{fields{type{name kind}}}}interfaces{interfaces{name}}}}}"),
        ["the schema again and again"] = ("\"data\"", () => "{" + Repeat(2_000, i => $"a{i}:__schema{{types{{name fields{{name type{{name}}}}}}}}") + "}"),

        ["long unknown name"] = ("Cannot query field", () => "{" + Repeat("n", Bytes) + "}"),
        ["long unknown names"] = ("Cannot query field", () => "{" + Repeat(1_000, i => new string('n', 900) + $"{i} ") + "}"),
        ["unknown names to be guessed"] = ("Cannot query field", () => "{" + Repeat(5_000, i => new string('n', 190) + $"{i} ") + "}"),
        ["unknown arguments to be guessed"] = ("Unknown argument", () => "{f(" + Repeat(5_000, i => new string('n', 150) + $"{i}:1 ") + ")}"),
        ["unknown types to be guessed"] = ("Unknown type", () => "{" + Repeat(4_000, i => $"...on {new string('N', 150)}{i}{{s}}") + "}"),
        ["unknown enum values to be guessed"] = ("does not exist", () => "{" + Repeat(4_000, i => $"a{i}:f(e:{new string('N', 150)}{i})") + "}"),
        ["unknown input fields to be guessed"] = ("is not defined by", () => "{f(i:{" + Repeat(5_000, i => new string('n', 150) + $"{i}:1 ") + "})}"),
        ["unused variables of an operation with a long name"] =
            ("never used", () => $"query {Repeat("Q", Bytes / 2)}(" + Repeat(20_000, i => $"$v{i}:Int ") + "){s}"),
        ["undefined variables of an operation with a long name"] =
            ("is not defined", () => $"query {Repeat("Q", Bytes / 2)}{{f(l:[" + Repeat(20_000, i => $"$v{i} ") + "])}"),
        ["meta fields of a subscription with a long name"] =
            ("Subscription", () => $"subscription {Repeat("Q", Bytes / 2)}{{" + Repeat(20_000, i => $"a{i}:__typename ") + "}"),
        ["a long name in every place"] = ("\"data\"", () => $"query {Repeat("Q", 200_000)}{{{Repeat("a", 200_000)}:b{{...{Repeat("F", 200_000)}}}}}"
            + $"fragment {Repeat("F", 200_000)} on Query{{s}}"),

        ["operations"] = ("operation name", () => Repeat(20_000, i => $"query Q{i}{{s}}")),
        ["operations of one name"] = ("only one operation", () => Repeat("query Q{s}", 19_900)),
        ["operations without names"] = ("must be the only", () => Repeat("{s}", 33_000)),
        ["definitions of types"] = ("is not executable", () => Repeat(30_000, i => $"scalar S{i} ")),
        ["input object with many fields"] = ("\"data\"", () => "{f(j:{" + Repeat(30_000, i => $"a{i}:1 ") + "})}"),
        ["input object with one field again and again"] = ("only one input field", () => "{f(i:{" + Repeat("i:1 ", 33_000) + "})}"),
        ["input objects in a list"] = ("\"data\"", () => "{f(i:{l:[" + Repeat("{i:1}", 19_000) + "]})}"),
        ["empty input objects in a list"] = ("\"data\"", () => "{f(i:{l:[" + Repeat("{}", 49_000) + "]})}"),
        ["one of many"] = ("exactly one key", () => "{f(o:{" + Repeat("i:1 s:\"\" ", 16_000) + "})}"),
        ["long list of numbers"] = ("\"data\"", () => "{f(l:[" + Repeat("1 ", Tokens - 20) + "])}"),
        ["long list of wrong numbers"] = ("Int cannot represent", () => "{f(l:[" + Repeat("a ", Tokens - 20) + "])}"),
        ["long list for one number"] = ("Int cannot represent", () => "{f(x:[" + Repeat("a ", Tokens - 20) + "])}"),
        ["one argument again and again"] = ("only one argument", () => "{f(" + Repeat("x:1 ", 33_000) + ")}"),
        ["tokens beyond the limit"] = ("more than 100000 tokens", () => "{" + Repeat("a", 1) + Repeat(" a", 400_000) + "}"),
        ["invalid bytes at the end"] = ("Invalid character", () => "{s}" + Repeat(" ", Bytes) + "\uD800"),
    };

    public static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    public static string Repeat(int count, Func<int, string> write)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(write(i));
        }

        return text.ToString();
    }

    private static string Nested(string open, int levels, string inside, string close, int closings) =>
        Repeat(open, levels) + inside + Repeat(close, closings);

    private static string Chain(int length, Func<int, string> write, string last) =>
        Repeat(length, i => $"fragment F{i} on Query{{{write(i)}}}") + $"fragment F{length} on Query{{{last}}}";

    private static string Backwards(int length) =>
        $"fragment F{length} on Query{{s}}" + Repeat(length, i => $"fragment F{length - 1 - i} on Query{{...F{length - i}}}");

    private static string Doubling(int depth) => depth == 0 ? "s " : $"b{{{Doubling(depth - 1)}}}b{{{Doubling(depth - 1)}}}";

    // The last fragment leads back to the first a thousand times, and each way round names all of them.
    private static string LongRing()
    {
        string name = new('F', 900);
        return $"{{...{name}0}}" + Repeat(400, i => $"fragment {name}{i} on Query{{...{name}{i + 1}}}")
            + $"fragment {name}400 on Query{{" + Repeat($"...{name}0 ", 200) + "}";
    }
}
