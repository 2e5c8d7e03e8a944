using System.Text.RegularExpressions;

namespace Gateway.Chart.Tests;

public class RenderingTests
{
    [Fact]
    public async Task Requests_do_not_reach_the_pod_of_the_test()
    {
        var rendering = await Helm.RenderAsync("minimal");

        string selector = rendering.The("Service").Split("selector:\n")[1].Split("  ports:")[0];
        Assert.Contains("app.kubernetes.io/name: gateway\n", selector, StringComparison.Ordinal);
        Assert.DoesNotContain("app.kubernetes.io/name: gateway\n", rendering.The("Pod"), StringComparison.Ordinal);
        Assert.Contains("""args: [healthcheck, --url, "http://demo-gateway:80/health/ready"]""", rendering.The("Pod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_admin_port_is_not_opened_to_the_world_with_the_other()
    {
        var rendering = await Helm.RenderAsync("minimal", "--set", "service.type=LoadBalancer");

        string outside = Assert.Single(rendering.All("Service"), service => service.Contains("type: LoadBalancer", StringComparison.Ordinal));
        string inside = Assert.Single(rendering.All("Service"), service => service.Contains("type: ClusterIP", StringComparison.Ordinal));
        Assert.DoesNotContain("admin", outside, StringComparison.Ordinal);
        Assert.Contains("name: demo-gateway-admin\n", inside, StringComparison.Ordinal);
        Assert.DoesNotContain("targetPort: http", inside, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_who_is_named_reaches_the_admin_port_where_networks_are_closed()
    {
        var rendering = await Helm.RenderAsync("minimal", "--set", "networkPolicy.enabled=true");

        Assert.DoesNotContain("port: admin", rendering.The("NetworkPolicy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anonymous", "Auth__AllowAnonymous", "true")]
    [InlineData("caller", "Auth__Upstream", "caller")]
    [InlineData("clients", "Auth__ClientsFile", "/etc/gateway-secrets/clients/clients.json")]
    public async Task Who_may_call_is_told_to_the_program_in_one_way(string mode, string name, string value)
    {
        var rendering = await Helm.RenderAsync("minimal", "--set", $"auth.mode={mode},auth.clients.existingSecret=clients");

        string[] all = [.. Regex.Matches(rendering.The("Deployment"), @"- name: (Auth__\w+)").Select(match => match.Groups[1].Value)];
        Assert.Equal([name], all);
        Assert.Equal(value, rendering.Variable(name));
    }

    [Fact]
    public async Task Secrets_are_mounted_as_folders_so_that_what_changes_in_them_arrives()
    {
        var rendering = await Helm.RenderAsync("production");

        Assert.Contains("mountPath: /etc/gateway-secrets/clients\n", rendering.The("Deployment"), StringComparison.Ordinal);
        Assert.DoesNotContain("subPath", rendering.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("redis.address=a:1", "redis://a:1")]
    [InlineData("redis.address=a:1,redis.tls.enabled=true", "rediss://a:1")]
    [InlineData("redis.address=a:1,redis.password=b", "redis://:$(REDIS_PASSWORD)@a:1")]
    [InlineData("redis.address=a:1\\,b:2\\,c:3,redis.existingSecret=d,redis.tls.enabled=true", "rediss://:$(REDIS_PASSWORD)@a:1,b:2,c:3")]
    [InlineData("redis.existingSecret=d,redis.existingSecretUrlKey=url", "")]
    public async Task A_Redis_is_told_as_one_address(string values, string address)
    {
        var rendering = await Helm.RenderAsync("minimal", "--set", values);

        Assert.Equal(address, rendering.Variable("REDIS_URL"));
        string pod = rendering.The("Deployment");
        Assert.True(
            !address.Contains("PASSWORD", StringComparison.Ordinal)
            || pod.IndexOf("- name: REDIS_PASSWORD", StringComparison.Ordinal) < pod.IndexOf("- name: REDIS_URL", StringComparison.Ordinal),
            "Variables are put in only where they were set before.");
    }

    [Fact]
    public async Task What_is_given_by_value_rolls_the_pods_when_it_changes()
    {
        string[] sums = [];
        foreach (string value in (string[])["first", "second"])
        {
            var rendering = await Helm.RenderAsync("minimal", "--set", $"webhook.value={value}");
            sums = [.. sums, Regex.Match(rendering.The("Deployment"), "checksum/secret: (\\w+)").Groups[1].Value];
        }

        Assert.Equal(64, sums[0].Length);
        Assert.NotEqual(sums[0], sums[1]);
    }

    [Fact]
    public async Task Zero_is_a_number()
    {
        var rendering = await Helm.RenderAsync("minimal", "--set", "replicaCount=0,preStopSleepSeconds=0,cache.memoBytes=0,revisionHistoryLimit=0");

        Assert.Contains("replicas: 0\n", rendering.The("Deployment"), StringComparison.Ordinal);
        Assert.Contains("revisionHistoryLimit: 0\n", rendering.The("Deployment"), StringComparison.Ordinal);
        Assert.Contains("\"MemoBytes\": 0", rendering.The("ConfigMap"), StringComparison.Ordinal);
        Assert.DoesNotContain("preStop", rendering.The("Deployment"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_scales_pods_finds_no_number_to_fight_with()
    {
        var own = await Helm.RenderAsync("minimal", "--set", "autoscaling.enabled=true,redis.address=a:1");
        var other = await Helm.RenderAsync("minimal", "--set", "autoscaling.external=true,redis.address=a:1");

        Assert.DoesNotContain("replicas:", own.The("Deployment"), StringComparison.Ordinal);
        Assert.DoesNotContain("replicas:", other.The("Deployment"), StringComparison.Ordinal);
        Assert.Empty(other.All("HorizontalPodAutoscaler"));
        Assert.Single(other.All("PodDisruptionBudget"));
    }

    [Fact]
    public async Task Names_stay_within_what_a_name_may_have()
    {
        var rendering = await Helm.RenderAsync("minimal", "--set", $"service.type=NodePort,fullnameOverride={new string('a', 80)}");

        Assert.All(
            Regex.Matches(rendering.Text, @"^  name: (\S+)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value),
            name => Assert.InRange(name.Length, 1, 63));
    }
}
