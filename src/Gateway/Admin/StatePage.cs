using System.Text.Json;
using Gateway.Caching.Quota;
using Gateway.Caching.Storing;
using Gateway.Configuration;
using Gateway.Health;
using Gateway.Linear.Credentials;
using Gateway.Linear.Resilience;
using Gateway.Stitching;
using Gateway.Stitching.Budgeting;
using Gateway.Stitching.Feeding;
using Gateway.Telemetry;
using Gateway.Webhooks;

namespace Gateway.Admin;

/// <summary>Shows how things stand with the cache, Redis, webhooks, and what Linear allows.</summary>
internal sealed class StatePage(
    IRecordStore store,
    ServedEngine served,
    BudgetGauge budget,
    UpstreamHealth upstream,
    UpstreamCircuit circuit,
    WebhookFeed webhooks,
    FeedStanding feed,
    FeedMetrics feedMetrics,
    ReloadState reloads,
    Readiness readiness)
{
    public void Write(Utf8JsonWriter json)
    {
        var kept = store.Status;
        json.WriteBoolean("ready"u8, readiness.IsReady);
        json.WriteString("store"u8, kept.Mode.Word());
        if (kept.Redis is { } redis)
        {
            json.WriteString("redis"u8, redis.Word());
        }

        json.WriteNumber("sequence"u8, store.Sequence);
        json.WriteNumber("localBytes"u8, store.LocalBytes);
        json.WriteNumber("memoBytes"u8, served.Current.MemoBytes);
        json.WriteBoolean("credentialRefused"u8, upstream.IsUnauthenticated);
        json.WriteString("configuration"u8, reloads.IsRejected ? "rejected"u8 : "current"u8);
        json.WriteNumber("reloads"u8, reloads.Count);
        json.WriteString("circuit"u8, circuit.State);
        json.WriteNumber("vanished"u8, served.Model.Drift.Vanished.Differences.Length);
        json.WriteStartObject("webhooks"u8);
        json.WriteNumber("applied"u8, webhooks.Applied);
        json.WriteBoolean("refusing"u8, webhooks.IsRefusing);
        if (webhooks.LastAt is { } at)
        {
            json.WriteString("lastAt"u8, at);
        }

        json.WriteEndObject();
        var period = feed.Current;
        json.WriteStartObject("feed"u8);
        json.WriteString("health"u8, FeedMetrics.WordOf(period.Health));
        json.WriteBoolean("holder"u8, period.IsHolder);
        if (period.Health != FeedHealth.Off)
        {
            json.WriteString("since"u8, period.Since);
        }

        json.WriteNumber("heard"u8, feedMetrics.Heard);
        json.WriteNumber("gaps"u8, feedMetrics.Gaps);
        json.WriteEndObject();
        json.WriteStartObject("budget"u8);
        json.WriteBoolean("short"u8, budget.IsShort);
        Write(json, "requests"u8, budget.Level.Requests);
        Write(json, "points"u8, budget.Level.Points);
        json.WriteEndObject();
    }

    // Not there before the upstream has told anything.
    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, QuotaMeasure measure)
    {
        if (measure.Limit is { } limit)
        {
            json.WriteStartObject(name);
            json.WriteNumber("left"u8, measure.Available);
            json.WriteNumber("limit"u8, limit);
            json.WriteEndObject();
        }
    }
}
