using System.Text;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Seeding;

namespace Gateway.Sandbox.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_gives_the_same_world()
    {
        Assert.Equal(Dump(7), Dump(7));
    }

    [Fact]
    public void Another_seed_gives_another_world()
    {
        Assert.NotEqual(Dump(7), Dump(8));
    }

    [Fact]
    public void Ids_are_lower_case_UUIDs_of_version_4_and_unique()
    {
        var snapshot = WorldSeeder.Seed(new WorldSchema(SandboxFixture.Schema), 3, 50);

        var ids = snapshot.Tables.SelectMany(table => table.Newest).Select(entity => entity.Id).ToList();

        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_stored_link_leads_to_an_entity()
    {
        var snapshot = WorldSeeder.Seed(new WorldSchema(SandboxFixture.Schema), 3, 50);

        var dangling =
            from table in snapshot.Tables
            from entity in table.Newest
            from binding in table.Shape.Bindings
            where binding.Role == FieldRole.Link && entity[binding.Slot] is not null && snapshot.Follow(entity, binding) is null
            select $"{table.Shape.Type.Name}.{binding.Name}";

        Assert.Empty(dangling);
    }

    private static string Dump(ulong seed)
    {
        var text = new StringBuilder();
        var snapshot = WorldSeeder.Seed(new WorldSchema(SandboxFixture.Schema), seed, 30);
        foreach (var table in snapshot.Tables.OrderBy(table => table.Shape.Type.Name, StringComparer.Ordinal))
        {
            foreach (var entity in table.Newest)
            {
                Dump(text, entity);
            }
        }

        return text.ToString();
    }

    private static void Dump(StringBuilder text, Entity entity)
    {
        foreach (var binding in entity.Shape.Bindings.Where(binding => binding.Slot >= 0))
        {
            switch (entity[binding.Slot])
            {
                case Entity embedded:
                    Dump(text, embedded);
                    break;
                case RawJson json:
                    text.Append(Encoding.UTF8.GetString(json.Utf8));
                    break;
                case Entity[] list:
                    Array.ForEach(list, item => Dump(text, item));
                    break;
                case Array values:
                    text.AppendJoin(',', values.Cast<object>());
                    break;
                case var value:
                    text.Append(value).Append('|');
                    break;
            }
        }
    }
}
