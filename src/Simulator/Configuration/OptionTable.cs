using EdFi.BatchPerf.Simulator.Options;
using static EdFi.BatchPerf.Simulator.Configuration.OptionFactory;

namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>All options, on the command line (--throttle-rate 0.1) and at run time ({"throttleRate": 0.1}).</summary>
internal static class OptionTable
{
    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        Text("urls", "loopback addresses, separated by ';'", "where to listen; port 0 picks a free one", (o, v) => o with { Urls = v })
            .AtStartOnly(),
        Text("key", "any text", "the API client's key", (o, v) => o with { Key = v }),
        Text("secret", "any text", "the API client's secret", (o, v) => o with { Secret = v }),
        Number("token-lifetime", 0, 1e9, "seconds that a token lives", (o, v) => o with { TokenLifetime = v }),
        Number("token-skew", 0, 1e9, "seconds that a token is taken after its expiry", (o, v) => o with { TokenSkew = v }),
        Whole("batch-limit", 0, 1_000_000, "most operations in a batch", (o, v) => o with { BatchLimit = v }),
        new OptionDefinition("path-base", "a path such as /dms, or nothing", "serve everything under this path", PathBase).AtStartOnly(),
        Choice<ServerDialect>("dialect", "answers around /batch as of 2025, or as of August 2026", (o, v) => o with { Dialect = v }),
        new OptionDefinition(
            "route",
            "names and values such as tenant=tenant1;schoolYear=2025, or nothing",
            "serve everything under these values; at the root, discovery names them as placeholders",
            static (o, v) => RoutePrefix.IsRoute(v) ? o with { Route = v } : null).AtStartOnly(),
        new OptionDefinition("no-batch", "404 or 501, or 0 for a server that can", "a server that cannot do batches", NoBatch),
        Number(
            "latency-transaction-ms",
            0,
            600_000,
            "milliseconds that a transaction is held",
            (o, v) => o with { LatencyTransactionMs = v }),
        Number(
            "latency-operation-ms",
            0,
            600_000,
            "milliseconds more for each of its operations",
            (o, v) => o with { LatencyOperationMs = v }),
        Rate("latency-jitter", "share by which the latency varies either way", (o, v) => o with { LatencyJitter = v }),
        Whole(
            "max-transactions",
            0,
            1_000_000,
            "transactions held at once, 0 for all: n at once, held for h, are n/h batches per second",
            (o, v) => o with { MaxTransactions = v }),
        Whole("seed", int.MinValue, int.MaxValue, "seed of jitter and faults", (o, v) => o with { Seed = v }).AtStartOnly(),
        Rate("failure-rate", "batches of which a random operation is refused (400 or 409)", (o, v) => o with { FailureRate = v }),
        Rate("server-error-rate", "requests answered with 500", (o, v) => o with { ServerErrorRate = v }),
        Rate("throttle-rate", "requests answered with 429 (newer: and Retry-After: 1)", (o, v) => o with { ThrottleRate = v }),
        Rate("unavailable-rate", "requests answered with 503 and Retry-After: 1", (o, v) => o with { UnavailableRate = v }),
        Rate("drop-rate", "connections reset before anything is done", (o, v) => o with { DropRate = v }),
        Rate("drop-after-rate", "connections reset after the commit", (o, v) => o with { DropAfterRate = v }),
        Rate("unauthorized-rate", "requests answered with 401 as if the token had expired", (o, v) => o with { UnauthorizedRate = v }),
        Choice<FaultScope>(
            "fault-scope",
            "what the rates hold for: batches, or single-resource requests too",
            (o, v) => o with { FaultScope = v }),
        Whole("rate-limit", 0, int.MaxValue, "requests let through per window, 0 for all", (o, v) => o with { RateLimit = v }),
        Number("rate-window", 0.001, 1e9, "seconds of that window", (o, v) => o with { RateWindow = v }),
        Switch(
            "breaker-open",
            "the circuit breaker refuses batches and single-resource requests: 500 (newer: 503 and Retry-After)",
            (o, v) => o with { BreakerOpen = v }),
        Whole(
            "breaker-after",
            0,
            int.MaxValue,
            "server errors within 10 s, deadlocks among them, that open it for --breaker-duration; 0 for never",
            (o, v) => o with { BreakerAfter = v }),
        Number("breaker-duration", 0.001, 1e9, "seconds that it stays open, or is said to", (o, v) => o with { BreakerDuration = v }),
        Choice<DatabaseState>("database", "whether the database behind the server answers", (o, v) => o with { Database = v }),
        Choice<ClaimSet>("claim-set", "what the API client may do", (o, v) => o with { ClaimSet = v }),
        Text(
            "forbid",
            "resources, separated by ';', or 'descriptors'",
            "what the API client may only read",
            (o, v) => o with { Forbid = v }),
        Text(
            "no-claim",
            "resources, separated by ';', or 'descriptors'",
            "what the claim set has no claim for: 403 also for reading",
            (o, v) => o with { NoClaim = v }),
        Choice<Prerequisites>(
            "prerequisites",
            "descriptors, school years and agency at the start",
            (o, v) => o with { Prerequisites = v }).AtStartOnly(),
        Switch(
            "with-agency",
            "local education agency 255901 at the start (default: with full prerequisites)",
            (o, v) => o with { WithAgency = v }).AtStartOnly(),
        Text(
            "missing",
            "descriptor URIs, separated by ';'",
            "descriptors that do not exist at the start",
            (o, v) => o with { Missing = v }).AtStartOnly(),
        Text(
            "missing-school-years",
            "years, separated by ';'",
            "school years that do not exist at the start",
            (o, v) => o with { MissingSchoolYears = v }).AtStartOnly(),
        Text(
            "blind-queries",
            "resources, separated by ';'",
            "resources whose filtered queries find nothing",
            (o, v) => o with { BlindQueries = v }),
        new OptionDefinition(
            "query-mapping",
            "rules resource[.field]=effect, separated by ';', or 'measured' for those of a real server",
            "query fields that find nothing, look at another reference, are ignored or unknown; resources that are hidden ('*' for any)",
            static (o, v) => QueryMapping.TryParse(v) is { } mapping ? o with { QueryMapping = mapping } : null),
        Choice<MetadataState>(
            "metadata",
            "what the server says of its resources: the OpenAPI document with flags on references or without, none, or half of it",
            (o, v) => o with { Metadata = v }),
        Text(
            "openapi",
            "a file, plain or gzip",
            "OpenAPI document of the resources that the server has, instead of the built-in ones",
            (o, v) => o with { Openapi = v }).AtStartOnly(),
        Text(
            "openapi-descriptors",
            "a file, plain or gzip",
            "OpenAPI document of its descriptors (default: those that the resources name)",
            (o, v) => o with { OpenapiDescriptors = v }).AtStartOnly(),
        Text(
            "dependencies",
            "a file, plain or gzip",
            "order in which its resources can be filled (default: worked out)",
            (o, v) => o with { Dependencies = v }).AtStartOnly(),
        Choice<ServedRequired>(
            "served-required",
            "which required properties the served metadata name; all are enforced",
            (o, v) => o with { ServedRequired = v }),
        Text(
            "wrong-leaf",
            "resource.leaf=name, separated by ';'",
            "values of references to a resource that the server takes under another name than its metadata say",
            (o, v) => o with { WrongLeaf = v }).AtStartOnly(),
        Rate("deadlock-rate", "batches that are the victim of a deadlock (500)", (o, v) => o with { DeadlockRate = v }),
        Number("deadlock-wait-ms", 0, 600_000, "milliseconds until the victim gets its 500", (o, v) => o with { DeadlockWaitMs = v }),
        Switch(
            "document-locks",
            "batches lock what they write, wait for one another and can deadlock",
            (o, v) => o with { DocumentLocks = v }),
        Switch(
            "break-atomicity",
            "operations before a failed one stay although the answer denies it",
            (o, v) => o with { BreakAtomicity = v }),
        Choice<AnswerDamage>("damage", "how answers to batches are spoilt", (o, v) => o with { Damage = v }),
        Rate("damage-rate", "answers to batches that are spoilt", (o, v) => o with { DamageRate = v }),
        Switch(
            "exit-with-stdin",
            "stop when standard input ends, as it does when the process that started the simulator is gone; Ctrl+C does nothing",
            (o, v) => o with { ExitWithStdin = v }).AtStartOnly(),
        Switch("gzip", "compress answers for clients that accept it", (o, v) => o with { Gzip = v }).AtStartOnly(),
    ];

    private static SimulatorOptions? PathBase(SimulatorOptions options, string value) =>
        value.Length == 0 || (value[0] == '/' && value.Length > 1 && value[^1] != '/') ? options with { PathBase = value } : null;

    private static SimulatorOptions? NoBatch(SimulatorOptions options, string value) => value switch
    {
        "404" => options with { NoBatch = 404 },
        "501" => options with { NoBatch = 501 },
        "0" => options with { NoBatch = 0 },
        _ => null,
    };
}
