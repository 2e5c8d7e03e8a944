using Gateway.Sandbox.Data;

namespace Gateway.Sandbox.Seeding;

/// <summary>The workspace, its users, apps and outside users.</summary>
internal static class PeopleSeeder
{
    public const int Users = 40;

    /// <summary>The first so many users are people, the others apps.</summary>
    public const int People = 34;

    public static void Seed(WorldDraft world)
    {
        var organization = world.Add("Organization", Instant.Epoch.AddDays(-800));
        organization["name"] = "Sandbox & Söhne \"GmbH\"";
        organization["urlKey"] = "sandbox";
        organization["userCount"] = Users;
        organization["createdIssueCount"] = 600;
        organization["previousUrlKeys"] = (string[])["sandkasten"];
        organization.Clear("archivedAt", "deletionRequestedAt");
        for (int i = 0; i < Users; i++)
        {
            SeedUser(world, i, organization.Id);
        }

        for (int i = 0; i < 12; i++)
        {
            var outsider = world.Add("ExternalUser", 500);
            string name = Name(i + 7, outsider.Dice);
            outsider["name"] = name;
            outsider["displayName"] = name.Split(' ')[0];
            outsider["email"] = i % 4 == 0 ? null : $"customer{i}@example.org";
        }
    }

    private static void SeedUser(WorldDraft world, int index, string organization)
    {
        var user = world.Add("User", 700);
        bool isApp = index >= People;
        bool isSuspended = index % 13 == 11;
        string name = isApp ? $"Agent {Prose.Words[index % Prose.Words.Count]} {index}" : Name(index, user.Dice);
        string handle = isApp ? $"agent{index}" : Prose.Slug(name.Split(' ')[0]) + index;
        user["organization"] = organization;
        user["name"] = name;
        user["displayName"] = handle;
        user["email"] = isApp ? $"{handle}@oauthapp.linear.app" : $"{handle}@sandbox.example";
        user["initials"] = string.Concat(name.Split(' ').Select(part => part[..1]));
        user["url"] = $"https://linear.app/sandbox/profiles/{handle}";
        user["isMe"] = index == 0;
        user["app"] = isApp;
        user["supportsAgentSessions"] = isApp;
        user["active"] = !isSuspended;
        user["disableReason"] = isSuspended ? "Suspended by an admin" : null;
        user["admin"] = index is 0 or 1;
        user["owner"] = index == 0;
        user["guest"] = index % 17 == 5;
        user["createdIssueCount"] = index * 7;
        user["archivedAt"] = index % 19 == 18 ? Instant.Text(Instant.Epoch.AddDays(-index)) : null;
    }

    private static string Name(int index, Dice dice) =>
        $"{Prose.FirstNames[index % Prose.FirstNames.Count]} {dice.Pick(Prose.LastNames)}";
}
