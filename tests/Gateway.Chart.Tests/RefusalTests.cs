namespace Gateway.Chart.Tests;

public class RefusalTests
{
    [Fact]
    public async Task All_that_must_be_chosen_is_told_at_once()
    {
        string error = await Helm.RefuseAsync();

        Assert.Contains("image.repository names no image", error, StringComparison.Ordinal);
        Assert.Contains("auth.mode is not chosen", error, StringComparison.Ordinal);
        Assert.Contains("upstream.existingSecret names no Secret", error, StringComparison.Ordinal);
        Assert.Contains("More than one pod (replicaCount, autoscaling) needs a Redis", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replicaCount=2", "More than one pod")]
    [InlineData("autoscaling.enabled=true", "More than one pod")]
    [InlineData("autoscaling.external=true", "More than one pod")]
    [InlineData("auth.mode=clients", "auth.mode=clients needs auth.clients.existingSecret")]
    [InlineData("auth.mode=clients,auth.clients.existingSecret=a,auth.clients.list[0].name=b", "set existingSecret or list, not both")]
    [InlineData("auth.mode=clients,auth.clients.existingSecret=a,auth.jwt.issuer=b", "auth.jwt.issuer needs auth.jwt.keysUrl")]
    [InlineData("auth.mode=caller,redis.address=a:1", "auth.mode=caller with a Redis needs auth.scopeKey.existingSecret")]
    [InlineData("auth.mode=caller,redis.address=a:1,auth.scopeKey.value=short", "fewer than 32 characters")]
    [InlineData("upstream.credential=none", "upstream.credential=none needs auth.mode=caller")]
    [InlineData("upstream.credential=clientCredentials", "needs upstream.clientId")]
    [InlineData("sandbox.enabled=true,replicaCount=2,redis.address=a:1", "every pod has a sandbox of its own")]
    [InlineData("sandbox.enabled=true,auth.mode=caller", "the sandbox takes no credentials of callers")]
    [InlineData("redis.address=redis://:p@a:1", "redis.address is HOST:PORT")]
    [InlineData("redis.existingSecretUrlKey=a", "redis.existingSecretUrlKey is a key of redis.existingSecret")]
    [InlineData("autoscaling.enabled=true,autoscaling.minReplicas=20", "autoscaling.minReplicas is more than autoscaling.maxReplicas")]
    [InlineData("autoscaling.enabled=true,autoscaling.targetCPUUtilizationPercentage=0", "autoscaling has nothing to go by")]
    [InlineData("config.Linear.ApiKey=hidden", "config.Linear.ApiKey would be in a ConfigMap")]
    [InlineData("config.Redis.Address=redis://:hidden@a:1", "config.Redis.Address would be in a ConfigMap")]
    [InlineData("preStopSleepSeconds=45", "terminationGracePeriodSeconds must be more than preStopSleepSeconds")]
    [InlineData("ingress.enabled=true", "ingress.hosts is empty")]
    [InlineData("httpRoute.enabled=true", "httpRoute.parentRefs is empty")]
    public async Task Values_that_cannot_work_are_refused_with_what_to_do(string values, string fault)
    {
        string error = await Helm.RefuseAsync("-f", Helm.Values("minimal"), "--set", values);

        Assert.Contains(fault, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("replicas=2")]
    [InlineData("redis.adress=a:1")]
    [InlineData("metrics.prometheusRule.thresholds.errorRate=1")]
    [InlineData("auth.mode=open")]
    [InlineData("metrics.prometheusRule.thresholds.errorRatio=5")]
    [InlineData("containerPorts.http=0")]
    [InlineData("auth.clients.list[0].key=a")]
    public async Task What_the_schema_does_not_know_is_refused(string values)
    {
        string error = await Helm.RefuseAsync("-f", Helm.Values("minimal"), "--set", values);

        Assert.Contains("values don't meet the specifications of the schema", error, StringComparison.Ordinal);
    }
}
