using System.Text.Json;

namespace Gateway.Chart.Tests;

public class DashboardTests
{
    [Fact]
    public void Panels_are_told_apart_and_say_what_they_show()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("helm/gateway/dashboards/gateway.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();

        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(
            panels.Where(panel => panel.GetProperty("type").GetString() != "row"),
            panel => Assert.NotEmpty(panel.GetProperty("description").GetString()!));
    }

    [Fact]
    public void It_belongs_to_no_one_Grafana_and_to_no_one_release()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("helm/gateway/dashboards/gateway.json"));
        var root = dashboard.RootElement;

        string[] sources = [.. root.GetProperty("panels").EnumerateArray()
            .Where(panel => panel.TryGetProperty("datasource", out _))
            .Select(panel => panel.GetProperty("datasource").GetProperty("uid").GetString()!)
            .Distinct()];

        Assert.False(root.TryGetProperty("id", out _));
        Assert.Equal("linear-gateway", root.GetProperty("uid").GetString());
        Assert.Equal(["${datasource}"], sources);
        Assert.Equal(
            ["datasource", "namespace", "service"],
            root.GetProperty("templating").GetProperty("list").EnumerateArray().Select(variable => variable.GetProperty("name").GetString()));
    }

    [Fact]
    public void Panels_do_not_lie_on_each_other()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read("helm/gateway/dashboards/gateway.json"));
        var cells = dashboard.RootElement.GetProperty("panels").EnumerateArray()
            .Select(panel => panel.GetProperty("gridPos"))
            .SelectMany(place =>
                from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
                from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
                select (x, y))
            .ToArray();

        Assert.Equal(cells.Length, cells.Distinct().Count());
        Assert.All(cells, cell => Assert.InRange(cell.x, 0, 23));
    }
}
