using System.Text;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>Fitting values for leaves, by type and name.</summary>
internal static class LeafFiller
{
    public static object? Value(EntityDraft draft, FieldBinding binding)
    {
        var type = binding.Definition!.Type;
        var dice = draft.Dice;
        if (binding.Name == "archivedAt")
        {
            return dice.Chance(3) ? Instant.Text(draft.Created + dice.Within(Instant.Epoch - draft.Created)) : null;
        }

        if (type is not NonNullTypeRef && dice.Chance(40))
        {
            return null;
        }

        if (type.Nullable is ListTypeRef)
        {
            return List(draft, binding, type.Named);
        }

        return type.Named switch
        {
            EnumType choice => dice.Pick(choice.Values).Name,
            ScalarType scalar => Scalar(draft, binding, scalar),
            _ => null,
        };
    }

    private static Array List(EntityDraft draft, FieldBinding binding, NamedType type)
    {
        int count = draft.Dice.Below(4);
        return type switch
        {
            EnumType choice => choice.Values.Take(count).Select(value => value.Name).ToArray(),
            ScalarType { Kind: ScalarKind.Float or ScalarKind.Int } =>
                Enumerable.Range(0, count + 1).Select(step => (double)(step * 3) + draft.Dice.Below(3)).ToArray(),
            _ when binding.Name.EndsWith("Ids", StringComparison.Ordinal) => Enumerable.Range(0, count).Select(_ => draft.Dice.Uuid()).ToArray(),
            _ => Enumerable.Range(0, count).Select(_ => draft.Dice.Pick(Prose.Words)).ToArray(),
        };
    }

    private static object Scalar(EntityDraft draft, FieldBinding binding, ScalarType scalar)
    {
        var dice = draft.Dice;
        return scalar.Kind switch
        {
            ScalarKind.Boolean => dice.Chance(50),
            ScalarKind.Int => (double)dice.Below(200),
            ScalarKind.Float => dice.Chance(60) ? dice.Below(100) : Math.Round((dice.Below(2_000_000) - 1_000_000) / 128.0, 6),
            ScalarKind.Id => dice.Uuid(),
            ScalarKind.String => Text(draft, binding.Name),
            _ => scalar.Name switch
            {
                "DateTime" => Instant.Text(draft.Created + dice.Within(TimeSpan.FromDays(60))),
                "TimelessDate" => Instant.Day(draft.Created + dice.Within(TimeSpan.FromDays(90))),
                "JSONObject" => new RawJson(Encoding.UTF8.GetBytes(Json(dice, binding.Name))),
                _ => Json(dice, binding.Name),
            },
        };
    }

    private static string Json(Dice dice, string name)
    {
        if (name == "reactionData")
        {
            return $"{{\"{dice.Pick(Prose.Emojis)}\":[\"{dice.Uuid()}\"]}}";
        }

        string nested = dice.Chance(50) ? "true" : "false";
        return $"{{\"note\":\"{dice.Pick(Prose.Words)} \\\"é\\\" 🙂\",\"count\":{dice.Below(50)},\"nested\":{{\"on\":{nested},\"none\":null}}}}";
    }

    private static string Text(EntityDraft draft, string name)
    {
        var dice = draft.Dice;
        return name switch
        {
            "color" or "avatarBackgroundColor" => "#" + dice.Hex(6),
            "slugId" => dice.Hex(12),
            "icon" => dice.Pick(Prose.Icons),
            "description" or "content" or "body" or "message" or "bodyData" or "diffMarkdown" => Prose.Paragraph(dice),
            "title" or "name" or "displayName" => Prose.Title(dice),
            "timezone" => dice.Pick(Prose.Timezones),
            _ when name.EndsWith("rl", StringComparison.Ordinal) =>
                $"https://linear.app/sandbox/{draft.Shape.Type.Name.ToLowerInvariant()}/{dice.Hex(10)}",
            _ when name.EndsWith("Id", StringComparison.Ordinal) => dice.Uuid(),
            _ when name.EndsWith("Hash", StringComparison.Ordinal) || name.EndsWith("Sha", StringComparison.Ordinal) || name == "sha" => dice.Hex(40),
            _ when name.EndsWith("At", StringComparison.Ordinal) => Instant.Text(draft.Created),
            _ => $"{dice.Pick(Prose.Words)}-{dice.Below(90) + 10}",
        };
    }
}
